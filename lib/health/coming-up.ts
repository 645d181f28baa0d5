import { isReadable } from "@/lib/sync/readable";
import type { RunRow } from "@/lib/sync/schema";
import { isRateLimit } from "@/lib/sync/schema/run-words";

import type { EndpointRecord, IntegrationRecord } from "./data";
import type { IntegrationRow } from "./schema";
import type { ComingUp, ComingUpKind } from "./schema/coming-up";

export type ComingUpFacts = {
  readonly records: readonly IntegrationRecord[];
  readonly rows: readonly IntegrationRow[];
  readonly running: readonly RunRow[];
  readonly nextFullFetchAt: Date | null;
  /** 0: none. */
  readonly catchUpHours: number;
};

const hourMs = 3_600_000;
/** What is due within this of the first is one line with it. */
const togetherMs = 15 * 60_000;

type Due = { readonly at: Date; readonly run: RunRow | null };

/** What happens next by itself: runs that wait, catch-ups, the weekly full fetch; soonest first. */
export function decideComingUp(facts: ComingUpFacts, now: Date): ComingUp {
  const readable = facts.records.filter((record) => isRead(record));
  const waiting = facts.running.flatMap((run) => {
    const at = run.waitingUntil === null ? null : new Date(run.waitingUntil);
    return at !== null && at > now ? [{ at, run }] : [];
  });
  const lines = [
    toLine("rate_limit_ends", waiting.filter(isLimited)),
    toLine(
      "tries_again",
      waiting.filter((due) => !isLimited(due)),
    ),
    toLine("catch_up", listCatchUps(readable, facts.catchUpHours, now)),
    facts.nextFullFetchAt === null || readable.length === 0
      ? null
      : { kind: "full_fetch" as const, at: facts.nextFullFetchAt.toISOString(), count: readable.length, run: null },
  ];
  const rows = facts.rows.filter((_, index) => isRead(facts.records[index]));
  const last = rows.flatMap(({ lastFullFetchAt }) => lastFullFetchAt ?? []).toSorted();
  return {
    next: lines.filter((line) => line !== null).toSorted((one, other) => one.at.localeCompare(other.at)),
    paused: facts.records.filter(({ pausedAt, deletedAt }) => pausedAt !== null && deletedAt === null).length,
    lastFullFetchAt: last[0] ?? null,
    withoutFullFetch: rows.length - last.length,
  };
}

function isLimited({ run }: { readonly run: RunRow }): boolean {
  return isRateLimit(run.errorCode);
}

function isRead(record: IntegrationRecord | undefined): boolean {
  return record !== undefined && record.deletedAt === null && record.pausedAt === null && isReadable(record.state);
}

/** As `planCatchUp` finds them: an integration whose objective is short is caught up with in half of it. */
function listCatchUps(records: readonly IntegrationRecord[], hours: number, now: Date): readonly Due[] {
  if (hours === 0) return [];
  return records.flatMap(({ endpoints, objectives }) =>
    endpoints.flatMap((endpoint) => {
      const last = lastConfirmed(endpoint);
      if (last === null) return [];
      const at = new Date(last.getTime() + Math.min(hours * hourMs, objectives.confirmMs / 2));
      return [{ at: at > now ? at : now, run: null }];
    }),
  );
}

/** Null for one that nothing catches up with: it is off, not offered, not read yet, or wanted already. */
function lastConfirmed(endpoint: EndpointRecord): Date | null {
  const { watermark, lastSucceededAt } = endpoint;
  if (!endpoint.enabled || endpoint.unavailableReason !== null || endpoint.dirtySince !== null) return null;
  if (watermark === null || lastSucceededAt === null) return null;
  return watermark > lastSucceededAt ? watermark : lastSucceededAt;
}

function toLine(kind: ComingUpKind, dues: readonly Due[]): ComingUp["next"][number] | null {
  const first = dues.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0];
  if (!first) return null;
  const together = dues.filter(({ at }) => at.getTime() - first.at.getTime() <= togetherMs);
  const { run } = first;
  return {
    kind,
    at: first.at.toISOString(),
    count: together.length,
    run:
      run === null || together.length > 1
        ? null
        : { id: run.id, endpointLabel: run.endpointLabel, name: run.organizationName ?? run.komboIntegrationId },
  };
}
