import { addMilliseconds, type Now } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import type { SyncDeps } from "@/lib/sync/deps";
import { cutoffOf } from "@/lib/sync/schema/retention";
import type { RetentionKind } from "@/lib/sync/schema/retention-words";

import { steps } from "./steps";

/** Of one tick: what is left then, the next one goes on with. */
const budgetMs = 2_000;
/** Whoever looks at a kind has it for this long; who dies meanwhile holds up nothing but that. */
const claimMs = 60_000;
const againMs = 3_600_000;

/**
 * Removes history that is older than it is kept, each kind once an hour, oldest first, in small transactions that block
 * nobody: rows somebody holds are passed over, and no batch holds more than a few hundred.
 */
export async function pruneHistory({ pool, log }: Pick<SyncDeps, "pool" | "log">, now: Now): Promise<void> {
  const startedAt = performance.now();
  const mayGoOn = () => performance.now() - startedAt < budgetMs;
  while (mayGoOn()) {
    const claimed = await claim(pool, now());
    if (claimed === null) return;
    const { kind, days } = claimed;
    const cutoff = cutoffOf(days, now());
    const { removed, isDone } = cutoff ? await prune(pool, { kind, cutoff, mayGoOn }) : { removed: 0, isDone: true };
    await pool.query("UPDATE retention SET due_at = $2 WHERE kind = $1", [
      kind,
      isDone ? addMilliseconds(now(), againMs) : now(),
    ]);
    if (removed > 0) log.info({ kind, removed, isDone }, "history removed");
  }
}

type Claimed = { readonly kind: RetentionKind; readonly days: number | null };

async function claim(pool: Pool, at: Date): Promise<Claimed | null> {
  const { rows } = await pool.query<Claimed>(
    `UPDATE retention SET due_at = $2 WHERE kind = (
       SELECT kind FROM retention WHERE due_at <= $1 ORDER BY due_at, kind LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING kind, days`,
    [at, addMilliseconds(at, claimMs)],
  );
  return rows[0] ?? null;
}

type Task = { readonly kind: RetentionKind; readonly cutoff: Date; readonly mayGoOn: () => boolean };

async function prune(pool: Pool, { kind, cutoff, mayGoOn }: Task): Promise<{ removed: number; isDone: boolean }> {
  let removed = 0;
  for (const { sql, limit } of steps[kind]) {
    for (let rows = limit; rows > 0;) {
      if (!mayGoOn()) return { removed, isDone: false };
      const answer = await pool.query<{ rows: number }>(sql, [cutoff, limit]);
      rows = answer.rows[0]?.rows ?? 0;
      removed += rows;
    }
  }
  return { removed, isDone: true };
}
