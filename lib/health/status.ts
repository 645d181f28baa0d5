import type { Pool } from "@/lib/db/pool";
import { getKeyState, type KeyState } from "@/lib/sync/kombo-key";

import { listAttention } from "./attention";
import { isRefused } from "./decide-causes";
import type { Status } from "./schema";

/** What health needs to know of the environment. */
export type HealthSettings = {
  /** Null without an API key. */
  readonly keyId: string | null;
  readonly region: string;
  readonly hasWebhookSecret: boolean;
  /** When the weekly full fetch begins, in UTC. */
  readonly fullFetchCron: string;
  /** After how long without a fetch a delta catches up; 0: never. */
  readonly catchUpHours: number;
  /** How often the driver is alive at least: each second, or by a daily cron. */
  readonly driverBeatMs: number;
  readonly purgeAfterDays: number;
  /** Where Kombo sends its webhooks. */
  readonly webhookUrl: string;
  readonly isWebhookReachable: boolean;
  /** Set by whom the platform's cron must bring it. */
  readonly hasCronSecret: boolean;
  /** Whether anybody is told outside. */
  readonly hasAlertTarget: boolean;
};

export async function getStatus(pool: Pool, settings: HealthSettings, now: Date): Promise<Status> {
  const [key, facts, attention] = await Promise.all([
    settings.keyId === null ? null : getKeyState(pool, settings.keyId),
    selectFacts(pool),
    listAttention(pool, settings, now),
  ]);
  return {
    kombo: decideKombo(key, settings, now),
    webhooks: {
      kind: settings.hasWebhookSecret ? (facts.lastWebhookAt ? "ok" : "none_yet") : "not_configured",
      lastAt: facts.lastWebhookAt?.toISOString() ?? null,
    },
    driver: {
      kind: decideDriver(facts.lastBeatAt, settings, now),
      lastAt: facts.lastBeatAt?.toISOString() ?? null,
    },
    attention: attention.filter((cause) => cause.needsPerson).length,
    integrations: facts.integrations,
    runningRuns: facts.runningRuns,
    heldRuns: facts.heldRuns,
  };
}

export function decideKombo(key: KeyState | null, settings: HealthSettings, now: Date): Status["kombo"] {
  const base = {
    region: settings.region,
    latencyMs: key?.latencyMs ?? null,
    clockOffsetMs: key?.clockOffsetMs ?? null,
    until: null,
  };
  if (key === null) return { ...base, kind: "not_configured" };
  if (isRefused(key)) return { ...base, kind: "refused", until: key.blockedUntil?.toISOString() ?? null };
  if (key.blockedUntil !== null && key.blockedUntil > now) {
    return { ...base, kind: "rate_limited", until: key.blockedUntil.toISOString() };
  }
  return { ...base, kind: key.lastOkAt === null ? "unknown" : "ok" };
}

export function decideDriver(lastBeatAt: Date | null, settings: HealthSettings, now: Date): Status["driver"]["kind"] {
  if (lastBeatAt === null) return "never";
  return now.getTime() - lastBeatAt.getTime() > 3 * settings.driverBeatMs ? "late" : "ok";
}

type Facts = {
  readonly lastWebhookAt: Date | null;
  readonly lastBeatAt: Date | null;
  readonly integrations: number;
  readonly runningRuns: number;
  readonly heldRuns: number;
};

async function selectFacts(pool: Pool): Promise<Facts> {
  const { rows } = await pool.query<Facts>(
    `SELECT (SELECT max(first_received_at) FROM webhook_events) AS "lastWebhookAt",
            (SELECT max(beat_at) FROM heartbeats WHERE name IN ('resident', 'tick')) AS "lastBeatAt",
            (SELECT count(*)::int FROM integrations WHERE deleted_at IS NULL) AS integrations,
            (SELECT count(*)::int FROM sync_runs WHERE state IN ('queued', 'running')) AS "runningRuns",
            (SELECT count(*)::int FROM sync_runs WHERE state = 'needs_review') AS "heldRuns"`,
  );
  const [row] = rows;
  if (!row) throw new Error("The status gave no row");
  return row;
}
