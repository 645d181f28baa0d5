import { isReadable } from "@/lib/sync/readable";
import type { RunRow } from "@/lib/sync/schema";
import { isRateLimit } from "@/lib/sync/schema/run-words";

import type { CatchUp } from "./board-data";
import type { IntegrationRecord } from "./data";
import type { IntegrationRow } from "./schema";
import type { ComingUp, ComingUpKind } from "./schema/coming-up";

export type ComingUpFacts = {
  readonly records: readonly IntegrationRecord[];
  readonly rows: readonly IntegrationRow[];
  readonly running: readonly RunRow[];
  readonly nextFullFetchAt: Date | null;
  readonly catchUp: CatchUp | null;
};

/** What is due within this of the first is one line with it. */
export const togetherMs = 15 * 60_000;

type Due = { readonly at: Date; readonly run: RunRow };

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
    facts.catchUp && {
      kind: "catch_up" as const,
      at: facts.catchUp.at.toISOString(),
      count: facts.catchUp.count,
      run: null,
    },
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
      together.length > 1
        ? null
        : { id: run.id, endpointLabel: run.endpointLabel, name: run.organizationName ?? run.komboIntegrationId },
  };
}
