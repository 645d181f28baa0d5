/** What was done, as a person says it; an action without a line is shown by its name. */
const actionNames: Readonly<Record<string, string>> = {
  "audit.export": "Exported the audit log",
  "connection.check_key": "Checked the API key",
  "connection.send_test_alert": "Sent a test alert",
  "connection.send_test_event": "Sent a test event",
  "endpoint.rewind": "Rewound a watermark",
  "erasure.lift": "Lifted an erasure",
  "full_fetch.request": "Forced a full fetch",
  "integration.ask_sync": "Asked Kombo to sync",
  "integration.change_settings": "Changed settings",
  "integration.choose_endpoints": "Chose endpoints",
  "integration.create_reconnection_link": "Made a reconnection link",
  "integration.keep": "Kept a deleted integration’s data",
  "integration.pause": "Paused an integration",
  "integration.purge": "Purged an integration’s data",
  "integration.resume": "Resumed an integration",
  "list.export": "Started an export",
  "list.exported": "Exported a list",
  "person.change_password": "Changed the own password",
  "person.change_role": "Changed a role",
  "person.disable": "Disabled a person",
  "person.enable": "Enabled a person",
  "person.end_all_sessions": "Signed out everywhere",
  "person.end_session": "Ended a session",
  "person.invite": "Invited a person",
  "person.joined": "Joined",
  "person.link_single_sign_on": "Linked single sign-on",
  "person.rename": "Changed a name",
  "person.renew_invitation": "Renewed an invitation",
  "person.reset_password": "Reset a password",
  "person.set_password": "Set a password",
  "person.sign_out": "Signed a person out",
  "person.unlock": "Unlocked a person",
  "person.withdraw_invitation": "Withdrew an invitation",
  "record.erase": "Erased a record",
  "record.refetch": "Fetched a record again",
  "record.reveal": "Revealed a field",
  "retention.change": "Changed how long history is kept",
  "review.apply": "Applied a held sweep",
  "review.discard": "Discarded a held sweep",
  "run.cancel": "Cancelled a run",
  "run.retry": "Tried a run again",
  "token.create": "Created an API token",
  "token.revoke": "Revoked an API token",
  "webhook.replay": "Replayed webhooks",
};

export function nameAction(action: string): string {
  return actionNames[action] ?? action;
}

/** Before and after in one line: `strategy changed_models → simplified`. */
export function describeDeed(before: Deed, after: Deed): string {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys
    .map((key) => {
      const [from, to] = [before?.[key], after?.[key]].map(toText);
      const name = key
        .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
        .replaceAll("_", " ")
        .toLowerCase();
      if (before === null || !(key in before)) return `${name} ${to}`;
      return after === null || !(key in after) ? `${name} was ${from}` : `${name} ${from} → ${to}`;
    })
    .join(", ");
}

type Deed = Readonly<Record<string, unknown>> | null;

function toText(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(toText).join(" ");
  return JSON.stringify(value);
}
