import { Cron } from "croner";

import { formatCount, formatDuration, formatSpan } from "@/lib/format";
import type { Beats } from "@/lib/health/attention-data";
import type { ConnectionPart, PartState } from "@/lib/health/schema/connection";
import { decideDriver, decideKombo, type HealthSettings } from "@/lib/health/status";
import type { KeyState } from "@/lib/sync/kombo-key";
import { overlapMs } from "@/lib/sync/limits";

import type { AlertFacts, DatabaseFacts, WebhookFacts } from "./connection-data";
import { toRejection } from "./rejections";

export type PartFacts = {
  readonly database: DatabaseFacts;
  /** Null without an API key. */
  readonly key: KeyState | null;
  readonly beats: Beats;
  readonly webhooks: WebhookFacts;
  readonly alerts: AlertFacts;
  readonly heldBackSince: Date | null;
};

type Words = Pick<ConnectionPart, "state" | "text"> & Partial<Pick<ConnectionPart, "time" | "wayOut">>;

/** The health of every part, in one sentence each, and what to do where something is wrong. */
export function decideParts(facts: PartFacts, settings: HealthSettings, now: Date): ConnectionPart[] {
  return [
    part("database", "Database", judgeDatabase(facts.database)),
    part("scheduler", isByCron(settings) ? "Cron" : "Scheduler", judgeScheduler(facts, settings, now)),
    part("weekly_full_fetch", "Weekly full fetch", judgeWeekly(facts.beats, settings, now)),
    part("kombo", "Kombo API", judgeKombo(facts.key, settings, now)),
    part("clock", "Clock", judgeClock(facts.key)),
    part("webhooks", "Webhooks", judgeWebhooks(facts.webhooks, settings)),
    part("alerts", "Alerts", judgeAlerts(facts.alerts, settings)),
    part("change_feed", "Change feed", judgeFeed(facts.heldBackSince, now)),
    part("retention", "Retention", { state: "well", text: describeRetention(settings) }),
  ];
}

function part(id: ConnectionPart["id"], label: string, words: Words): ConnectionPart {
  return { id, label, time: null, wayOut: null, ...words };
}

function past(label: string, at: Date | null): ConnectionPart["time"] {
  return at === null ? null : { label, at: at.toISOString(), isAhead: false };
}

function ahead(label: string, at: Date | null): ConnectionPart["time"] {
  return at === null ? null : { label, at: at.toISOString(), isAhead: true };
}

const slowDatabaseMs = 250;

function judgeDatabase({ version, migrations, lastMigration, latencyMs }: DatabaseFacts): Words {
  const number = version.split(" ")[0] ?? version;
  const text = `PostgreSQL ${number} answers in ${formatDuration(latencyMs)}; ${formatCount(migrations, "migration")} applied, the last is ${lastMigration ?? "none"}.`;
  if (latencyMs <= slowDatabaseMs) return { state: "well", text };
  return { state: "late", text, wayOut: "Put it in the region of the server, and look at what else it does." };
}

/** On Vercel nothing runs for good: a daily cron call sees to what everything else has missed. */
export function isByCron({ driverBeatMs }: HealthSettings): boolean {
  return driverBeatMs > 3_600_000;
}

export function lastDriverBeat(beats: Beats): Date | null {
  const times = [beats["resident"], beats["tick"]].flatMap((time) => (time ? [time.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

function judgeScheduler({ beats }: PartFacts, settings: HealthSettings, now: Date): Words {
  const lastAt = lastDriverBeat(beats);
  const kind = decideDriver(lastAt, settings, now);
  const time = past("Last seen", lastAt);
  const words = isByCron(settings) ? cronWords : loopWords;
  if (isByCron(settings) && !settings.hasCronSecret) {
    return {
      state: "broken",
      text: "Cron calls are refused, since CRON_SECRET is not set.",
      time,
      wayOut: "Set CRON_SECRET, 16 characters or more, and deploy again.",
    };
  }
  if (kind === "ok") return { state: "well", text: words.well, time };
  if (kind === "never" && settings.keyId === null) {
    return { state: "open", text: "Nothing to do without an API key.", wayOut: "Set KOMBO_API_KEY and restart." };
  }
  return { state: kind === "never" ? "open" : "broken", text: words[kind], time, wayOut: words.wayOut };
}

const cronWords = {
  well: "The platform’s cron calls; what is due sleeps in workflows meanwhile.",
  late: "No cron call arrived for three days, so nothing is caught up.",
  never: "No cron call has arrived yet. The first comes within a day.",
  wayOut: "Look at the crons of the deployment; there one can also be run at once.",
};

const loopWords = {
  well: "A loop in the server looks for work each second.",
  late: "The loop that fetches shows no sign of life, so nothing is fetched.",
  never: "The loop has not run yet.",
  wayOut: "Restart the server; its log says why it stopped.",
};

const weekMs = 8 * 86_400_000;

function judgeWeekly(beats: Beats, settings: HealthSettings, now: Date): Words {
  const lastAt = beats["full-fetch"] ?? null;
  const next = new Cron(settings.fullFetchCron, { timezone: "UTC", paused: true }).nextRun(now);
  const time = ahead("Next", next);
  if (lastAt === null) return { state: "open", text: "Not started by schedule yet.", time };
  const age = formatSpan(Math.floor((now.getTime() - lastAt.getTime()) / 3_600_000) * 3_600_000);
  const text = `Started last ${age === "0 h" ? "within the hour" : `${age} ago`}.`;
  if (now.getTime() - lastAt.getTime() <= weekMs) return { state: "well", text, time };
  return {
    state: "late",
    text,
    time,
    wayOut: "What was not read for 8 days is read by itself at the next tick. Look why the schedule was missed.",
  };
}

const komboStates = {
  ok: "well",
  unknown: "open",
  rate_limited: "late",
  unreachable: "broken",
  refused: "broken",
  not_configured: "broken",
} as const satisfies Record<ReturnType<typeof decideKombo>["kind"], PartState>;

function judgeKombo(key: KeyState | null, settings: HealthSettings, now: Date): Words {
  const { kind, until, latencyMs, region } = decideKombo(key, settings, now);
  const answered = past("Last answer", key?.lastOkAt ?? null);
  const state = komboStates[kind];
  switch (kind) {
    case "not_configured":
      return { state, text: "No API key, so nothing is fetched.", wayOut: "Set KOMBO_API_KEY and restart." };
    case "refused":
      return {
        state,
        text: "Kombo refuses the API key, so nothing is fetched. It is tried again every 5 min.",
        time: answered,
        wayOut:
          "Compare KOMBO_API_KEY with the key in Kombo, set it, and restart. If it was allowed again there, check it here.",
      };
    case "rate_limited":
      return {
        state,
        text: "The rate limit of the key is used up. Everything waits, and resumes by itself.",
        time: until === null ? null : ahead("Until", new Date(until)),
      };
    case "unknown":
      return { state, text: "The key was not used yet.", wayOut: "Check it now." };
    case "unreachable":
    case "ok":
      return {
        state,
        text: `${region} takes the key${latencyMs === null ? "" : `, the last answer took ${formatDuration(latencyMs)}`}.`,
        time: answered,
      };
  }
}

const clockToleranceMs = 60_000;

function judgeClock(key: KeyState | null): Words {
  const offset = key?.clockOffsetMs ?? null;
  if (offset === null) return { state: "open", text: "Measured with Kombo’s first answer." };
  const overlap = formatSpan(overlapMs);
  if (Math.abs(offset) < 2_000) {
    return {
      state: "well",
      text: `Agrees with Kombo’s, to the second. Deltas ask ${overlap} further back than needed.`,
    };
  }
  const amount = formatDuration(Math.abs(offset));
  const side = offset > 0 ? "behind" : "ahead of";
  const text = `Ours is ${amount} ${side} Kombo’s. Deltas ask ${overlap} further back than needed, and ${amount} more, so nothing is missed.`;
  if (Math.abs(offset) <= clockToleranceMs) return { state: "well", text };
  return { state: "late", text, wayOut: "Let the database’s host keep its time by NTP." };
}

function judgeWebhooks({ last, lastRejected }: WebhookFacts, settings: HealthSettings): Words {
  if (!settings.hasWebhookSecret) {
    return {
      state: "broken",
      text: "No secret, so every webhook is answered 503.",
      wayOut: "Copy the secret from Kombo, set KOMBO_WEBHOOK_SECRET and restart.",
    };
  }
  // Without a signature it was a stranger's.
  if (lastRejected && lastRejected.cause !== "signature missing" && (!last || lastRejected.at > last.at)) {
    const { cause, wayOut } = toRejection(lastRejected);
    const text = `The last delivery was rejected: ${cause}.`;
    return { state: "broken", text, time: past("Rejected", lastRejected.at), wayOut };
  }
  if (last) return { state: "well", text: "The last delivery was verified.", time: past("Received", last.at) };
  return {
    state: "open",
    text: "None has arrived yet.",
    wayOut: settings.isWebhookReachable
      ? "Enter the webhook URL in Kombo, or send a test event."
      : "The webhook URL is of this machine only: set APP_URL to a public address.",
  };
}

function judgeAlerts({ lastToldAt, lastProblem, undelivered }: AlertFacts, settings: HealthSettings): Words {
  if (!settings.hasAlertTarget) {
    return {
      state: "off",
      text: "Nobody is told outside this dashboard.",
      wayOut: "Set ALERT_WEBHOOK_URL to an incoming webhook, for instance of Slack, and restart.",
    };
  }
  const time = past("Last sent", lastToldAt);
  if (undelivered) {
    return {
      state: "broken",
      text: `${formatCount(undelivered.count, "alert")} could not be delivered. ${lastProblem ?? ""}`.trim(),
      time,
      wayOut: "Send a test alert. If it fails too, make a new address there, set ALERT_WEBHOOK_URL, and restart.",
    };
  }
  return { state: "well", text: lastToldAt ? "None is waiting." : "Nothing had to be told yet.", time };
}

const heldBackMs = 60_000;

function judgeFeed(since: Date | null, now: Date): Words {
  const heldMs = since === null ? 0 : now.getTime() - since.getTime();
  if (heldMs <= heldBackMs) return { state: "well", text: "Programs are given every change at once." };
  return {
    state: "late",
    text: `Changes wait for ${formatDuration(heldMs)}: a transaction that began before them is still open.`,
    wayOut: "Look in pg_stat_activity for the oldest transaction, and end it if nobody needs it.",
  };
}

function describeRetention({ purgeAfterDays }: HealthSettings): string {
  return `Data of an integration that Kombo deleted is purged after ${formatCount(purgeAfterDays, "day")}. Records are kept otherwise; webhooks and history as long as Settings, Retention says.`;
}
