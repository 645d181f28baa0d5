import type { Pool } from "@/lib/db/pool";
import { getKeyState } from "@/lib/sync/kombo-key";

import { listIntegrationRecords } from "./data";
import { toIntegrationRow } from "./integration-rows";
import type { Attention, HealthKind, IntegrationRow } from "./schema";
import type { HealthSettings } from "./status";

/** What needs a person, one line per cause, worst first. */
export async function listAttention(pool: Pool, settings: HealthSettings, now: Date): Promise<readonly Attention[]> {
  const [records, rejected, key] = await Promise.all([
    listIntegrationRecords(pool),
    findRejected(pool),
    settings.keyId === null ? null : getKeyState(pool, settings.keyId),
  ]);
  const rows = records.map((record) => toIntegrationRow(record, now));
  return [
    ...(settings.keyId === null ? [noKey] : []),
    ...(settings.hasWebhookSecret ? [] : [noSecret]),
    ...(key?.blockedReason === "refused" && key.blockedUntil !== null && key.blockedUntil > now ? [refusedKey] : []),
    ...(rejected ? [rejectedWebhooks(rejected)] : []),
    ...rows.filter(({ health }) => needsPerson(health.kind)).map(toAttention),
  ];
}

/** The first fetch, a pause or a deletion are states somebody chose: shown, but nobody has to act. */
const needing: readonly HealthKind[] = ["invalid", "failing", "behind", "unconfirmed", "rate_limited"];

function needsPerson(kind: HealthKind): boolean {
  return needing.includes(kind);
}

const titleByKind: Readonly<Partial<Record<HealthKind, string>>> = {
  invalid: "Kombo lost the connection",
  failing: "runs fail",
  behind: "changes wait to be fetched",
  unconfirmed: "not confirmed for too long",
  rate_limited: "waits for Kombo's rate limit",
};

function toAttention(row: IntegrationRow): Attention {
  const name = row.organizationName ?? row.komboIntegrationId;
  return {
    id: `${row.health.kind}:${row.komboIntegrationId}`,
    kind: row.health.kind,
    title: `${name}: ${titleByKind[row.health.kind] ?? row.health.kind}`,
    text: row.health.text,
    since: row.health.since,
    href: `/integrations/${encodeURIComponent(row.komboIntegrationId)}`,
    action: "Open integration",
  };
}

const noKey: Attention = {
  id: "no_key",
  kind: "no_key",
  title: "No Kombo API key",
  text: "Webhooks are stored, but nothing can be fetched. Set KOMBO_API_KEY and restart.",
  since: null,
  href: "/integrations",
  action: "See integrations",
};

const noSecret: Attention = {
  id: "no_secret",
  kind: "no_secret",
  title: "No webhook secret",
  text: "Every webhook is refused, so that Kombo sends it again. Copy the secret from Kombo, set KOMBO_WEBHOOK_SECRET and restart.",
  since: null,
  href: "/webhooks",
  action: "See webhooks",
};

const refusedKey: Attention = {
  id: "key_refused",
  kind: "key_refused",
  title: "Kombo refuses the API key",
  text: "Nothing is fetched. Compare KOMBO_API_KEY with the key in Kombo, set it, and restart. It is tried again every 5 min.",
  since: null,
  href: "/runs",
  action: "See runs",
};

type Rejected = { readonly count: number; readonly cause: string; readonly since: Date };

function rejectedWebhooks({ count, cause, since }: Rejected): Attention {
  const deliveries = count === 1 ? "1 delivery" : `${count} deliveries`;
  return {
    id: "rejected_webhooks",
    kind: "rejected_webhooks",
    title: `${deliveries} rejected in 24 h`,
    text: `Last cause: ${cause}. If Kombo sent them, its secret differs from KOMBO_WEBHOOK_SECRET here.`,
    since: since.toISOString(),
    href: "/webhooks?view=rejected",
    action: "See rejected",
  };
}

async function findRejected(pool: Pool): Promise<Rejected | null> {
  const { rows } = await pool.query<Rejected>(
    `SELECT count(*)::int AS count, min(received_at) AS since, (array_agg(cause ORDER BY id DESC))[1] AS cause
     FROM rejected_deliveries WHERE received_at > now() - interval '24 hours'`,
  );
  const [row] = rows;
  return row && row.count > 0 ? row : null;
}
