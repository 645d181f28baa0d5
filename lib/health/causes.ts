import { addMilliseconds } from "@/lib/clock";
import { formatAge, formatCount, formatList, formatNumber, formatPercent, formatSpan, formatUntil } from "@/lib/format";
import { endpointLabel } from "@/lib/sync/run-rows";

import type { Failure, HeldSweep, Rejections, Undelivered } from "./attention-data";
import type { Objectives } from "./endpoint-health";
import { toIso } from "./integration-rows";
import type { Attention, AttentionKind, IntegrationRow } from "./schema";
import type { Silence } from "./silence";

/**
 * What stands in the list of the overview, and is told outside. Headline and text hold numbers, names of tools and words
 * of ours; who the customer is stands apart, since alerts leave it out.
 */
export type Cause = Omit<Attention, "title" | "needsPerson"> & {
  readonly headline: string;
  readonly integration: Pick<IntegrationRow, "komboIntegrationId" | "organizationName" | "toolLabel"> | null;
};

type Words = Pick<Cause, "headline" | "text" | "href" | "action"> & Partial<Pick<Cause, "since" | "until" | "heals">>;

function ofService(kind: AttentionKind, words: Words): Cause {
  return { id: kind, kind, since: null, until: null, heals: null, integration: null, ...words };
}

function ofIntegration(
  kind: AttentionKind,
  row: IntegrationRow,
  words: Omit<Words, "href" | "action"> & Partial<Words>,
): Cause {
  return {
    id: `${kind}:${row.komboIntegrationId}`,
    kind,
    since: null,
    until: null,
    heals: null,
    integration: row,
    href: `/integrations/${encodeURIComponent(row.komboIntegrationId)}`,
    action: "Open integration",
    ...words,
  };
}

export const noKey = ofService("no_key", {
  headline: "No Kombo API key",
  text: "Webhooks are stored, but nothing can be fetched. Set KOMBO_API_KEY and restart.",
  href: "/settings/connection",
  action: "Open connection",
});

export const noSecret = ofService("no_secret", {
  headline: "No webhook secret",
  text: "Every webhook is refused, so that Kombo sends it again. Copy the secret from Kombo, set KOMBO_WEBHOOK_SECRET and restart.",
  href: "/settings/connection",
  action: "Open connection",
});

export function keyRefused(lastOkAt: Date | null): Cause {
  return ofService("key_refused", {
    headline: "Kombo refuses the API key",
    text: "Nothing is fetched. Compare KOMBO_API_KEY with the key in Kombo, set it, and restart. It is tried again every 5 min.",
    since: toIso(lastOkAt),
    href: "/settings/connection",
    action: "Open connection",
  });
}

export function driverLate(lastBeatAt: Date | null, isDaily: boolean): Cause {
  return ofService("driver_late", {
    headline: lastBeatAt === null ? "The scheduler has never run" : "The scheduler has stopped",
    text: isDaily
      ? "No cron call arrived for three days, so nothing is caught up. Check the crons of the deployment and CRON_SECRET."
      : "The loop that fetches shows no sign of life, so nothing is fetched. Restart the server; its log says why it stopped.",
    since: toIso(lastBeatAt),
    href: "/settings/connection",
    action: "Open connection",
  });
}

export function komboUnreachable(input: { integrations: number; lastOkAt: Date | null }): Cause {
  return ofService("kombo_unreachable", {
    headline: "Kombo does not answer",
    text: `Fetching from ${formatCount(input.integrations, "integration")} fails the same way. It is tried again by itself; webhooks are kept meanwhile.`,
    since: toIso(input.lastOkAt),
    href: "/runs",
    action: "See runs",
  });
}

const rejectionTexts: Readonly<Record<string, string>> = {
  "signature does not match":
    "The secret in Kombo differs from KOMBO_WEBHOOK_SECRET here. Copy it again from Kombo, set it, and restart. Nothing of them was stored.",
  "not JSON": "The body was signed, but is not JSON. Nothing of them was stored.",
  "larger than 1 MB": "The body was larger than Kombo ever sends. Nothing of them was stored.",
};

export function rejectedWebhooks({ cause, count, firstAt }: Rejections): Cause {
  return {
    ...ofService("rejected_webhooks", {
      headline: `${formatCount(count, "delivery", "deliveries")} rejected in 24 h: ${cause}`,
      text: rejectionTexts[cause] ?? "Nothing of them was stored.",
      since: firstAt.toISOString(),
      href: "/webhooks?view=rejected",
      action: "See rejected",
    }),
    id: `rejected_webhooks:${cause}`,
  };
}

/** They arrive again, and it is an hour since the last one that did not: settled. */
export function isRejecting({ lastAt, lastVerifiedAt }: Rejections, now: Date): boolean {
  if (lastVerifiedAt === null || lastVerifiedAt < lastAt) return true;
  return now.getTime() - lastAt.getTime() < 3_600_000;
}

export function rateLimited(input: { runs: number; integrations: number; until: Date | null }): Cause {
  return ofService("rate_limited", {
    headline: `Kombo’s rate limit: ${formatCount(input.runs, "run waits", "runs wait")}`,
    text: `${formatCount(input.integrations, "integration resumes", "integrations resume")} by ${input.integrations === 1 ? "itself" : "themselves"}. Nothing to do.`,
    until: toIso(input.until),
    href: "/runs?state=running",
    action: "See runs",
  });
}

export function alertsUndelivered({ count, since }: Undelivered): Cause {
  return ofService("alerts_undelivered", {
    headline: `${formatCount(count, "alert")} could not be delivered`,
    text: "The address in ALERT_WEBHOOK_URL does not take them. They are tried again by themselves.",
    since: since.toISOString(),
    href: "/settings/connection",
    action: "Open connection",
  });
}

export function connectionInvalid(row: IntegrationRow): Cause {
  const endpoints = formatCount(row.endpoints, "endpoint");
  return ofIntegration("invalid", row, {
    headline: "Kombo lost the connection",
    text: `${row.toolLabel} refuses the credentials, so ${endpoints} cannot be fetched. The customer has to sign in again, with a reconnection link from Kombo.`,
    since: row.lastFetchedFromKomboAt,
    action: "Open to reconnect",
  });
}

export function notFound(row: IntegrationRow): Cause {
  return ofIntegration("not_found", row, {
    headline: "Kombo does not know it any more",
    text: "Nothing is fetched. If it was deleted in Kombo, its records can be purged; otherwise compare the environment of the API key. It is asked for once a day.",
    since: row.lastFetchedFromKomboAt,
  });
}

export function qaFailed(row: IntegrationRow): Cause {
  return ofIntegration("qa_failed", row, {
    headline: "Kombo’s quality assurance failed",
    text: "Kombo gives out no data until it has passed. Kombo’s dashboard says what is missing; fetching starts by itself then.",
  });
}

export function setupIncomplete(row: IntegrationRow): Cause {
  return ofIntegration("setup_incomplete", row, {
    headline: "set-up is not finished",
    text: "Kombo gives out no data until filters and fields are chosen. Finish the set-up in Kombo; the first full fetch starts by itself then.",
    since: row.createdAt,
  });
}

export function permissionMissing(row: IntegrationRow, endpoints: readonly string[]): Cause {
  return ofIntegration("permission_missing", row, {
    headline: `a permission is missing for ${formatList(endpoints.map(endpointLabel))}`,
    text: `${row.toolLabel} does not let Kombo read ${endpoints.length === 1 ? "it" : "them"}. The customer has to grant it; we look again each day.`,
  });
}

export function failing(row: IntegrationRow, failures: readonly Failure[]): Cause {
  const [last] = failures;
  const labels = formatList(failures.map(({ endpoint }) => endpointLabel(endpoint).toLowerCase()));
  return ofIntegration("failing", row, {
    headline: `runs fail for ${labels}`,
    text: `${explainFailure(last?.errorCode ?? null)} What was fetched before stays; it is tried again by itself.`,
    since: oldestIso(failures.map(({ failedAt }) => failedAt)),
    until: toIso(last?.dueAt ?? null),
    ...(last ? { href: `/runs/${last.runId}`, action: "See the failed run" } : {}),
  });
}

/** A code of Kombo's may be any text: only what looks like one is repeated. */
const codeLike = /^[A-Z][A-Z0-9_.]{2,80}$/;

function explainFailure(code: string | null): string {
  if (code === "INTERNAL") return "An error of Kombo Mirror itself; the server’s log has its text.";
  if (code === "TIMEOUT" || code === "NETWORK" || code?.startsWith("HTTP_5")) return "Kombo did not answer.";
  return code !== null && codeLike.test(code) ? `Kombo refused with ${code}.` : "Kombo refused.";
}

export function held(row: IntegrationRow, sweep: HeldSweep): Cause {
  const { candidates, live, endpoint } = sweep;
  const share = live === 0 ? "" : ` (${formatPercent(candidates / live)})`;
  return {
    ...ofIntegration("held", row, {
      headline: "a sweep is held for review",
      text: `The full fetch of ${endpointLabel(endpoint).toLowerCase()} would delete ${formatNumber(candidates)} of ${formatCount(live, "record")}${share}. Nothing was deleted.`,
      since: toIso(sweep.heldAt),
      href: `/runs/${sweep.runId}`,
      action: `Review ${formatCount(candidates, "record")}`,
    }),
    id: `held:${sweep.runId}`,
  };
}

export function silent(row: IntegrationRow, silence: Silence, now: Date): Cause {
  const { since, usualGapMs, changes, runId } = silence;
  const usually =
    usualGapMs === null ? "" : `, usually one every ${formatUntil(addMilliseconds(now, usualGapMs), now)}`;
  const found = formatCount(changes, "change");
  return ofIntegration("silent", row, {
    headline: `no webhook for ${formatAge(since, now)}${usually}`,
    text: `Data moved all the same: fetches found ${found} that no webhook announced. Check the webhook in Kombo; until then changes arrive hours late.`,
    since: since.toISOString(),
    href: `/runs/${runId}`,
    action: changes === 1 ? "See the change" : `See ${found}`,
  });
}

/** Its own text says what an endpoint of it is. */
export function stale(
  kind: "behind" | "unconfirmed",
  row: IntegrationRow,
  { endpoints, objectives }: { readonly endpoints: readonly string[]; readonly objectives: Objectives },
): Cause {
  const labels = formatList(endpoints.map((endpoint) => endpointLabel(endpoint).toLowerCase()));
  const words = {
    behind: { headline: "changes wait to be fetched", tail: `for more than ${formatSpan(objectives.serveMs)}.` },
    unconfirmed: {
      headline: "not confirmed for too long",
      tail: `had no complete fetch within ${formatSpan(objectives.confirmMs)}, so nothing says that the data is current.`,
    },
  }[kind];
  return ofIntegration(kind, row, {
    headline: words.headline,
    text:
      kind === "behind"
        ? `Changes of ${labels} were announced and are not fetched ${words.tail}`
        : `${labels.charAt(0).toUpperCase()}${labels.slice(1)} ${words.tail}`,
    since: row.health.since,
    heals: { komboIntegrationId: row.komboIntegrationId },
  });
}

export function dataExpired(row: IntegrationRow): Cause {
  return ofIntegration("data_expired", row, {
    headline: "filters changed in Kombo",
    text: "Its data is out of date until Kombo’s next sync. No record is swept meanwhile. Nothing to do.",
  });
}

export function purgeDue(row: IntegrationRow, purgeAt: Date): Cause {
  return ofIntegration("purge_due", row, {
    headline: "deleted in Kombo, about to be purged",
    text: `${formatCount(row.records + row.deletedRecords, "record")} and their history go by themselves, unless an administrator keeps them.`,
    since: row.deletedAt,
    until: purgeAt.toISOString(),
  });
}

function oldestIso(times: readonly (Date | null)[]): string | null {
  const known = times.flatMap((time) => (time === null ? [] : [time.toISOString()]));
  return known.toSorted()[0] ?? null;
}
