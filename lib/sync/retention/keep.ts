import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Pool, Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { CommandDeps } from "@/lib/sync/deps";
import { cutoffOf, type KeptKind, type RetentionAnswer, type RetentionEffect } from "@/lib/sync/schema/retention";
import { type RetentionKind, retentionKinds, shortestDays } from "@/lib/sync/schema/retention-words";

import { stocks } from "./steps";

/** More are not counted before somebody decides: it would take longer than the decision. */
const countedMax = 10_000;

/** How long each kind is kept, and how much of it there is. */
export async function getRetention(pool: Pool, now: Date): Promise<RetentionAnswer> {
  return { kinds: await Promise.all(retentionKinds.map((kind) => describe(pool, { kind, now }))) };
}

async function describe(pool: Pool, { kind, now }: { kind: RetentionKind; now: Date }): Promise<KeptKind> {
  const { oldest, tables } = stocks[kind];
  const [days, times, sizes] = await Promise.all([
    readDays(pool, kind),
    pool.query<{ at: Date | null }>(oldest),
    pool.query<{ rows: number | null; bytes: number | null }>(
      `SELECT (SELECT nullif(reltuples, -1)::float8 FROM pg_class WHERE oid = ($1::text[])[1]::regclass) AS rows,
              (SELECT sum(pg_total_relation_size(name::regclass))::float8 FROM unnest($1::text[]) name) AS bytes`,
      [tables],
    ),
  ]);
  const oldestAt = times.rows[0]?.at ?? null;
  const cutoff = cutoffOf(days, now);
  return {
    kind,
    days,
    oldestAt: oldestAt?.toISOString() ?? null,
    rows: sizes.rows[0]?.rows ?? null,
    bytes: sizes.rows[0]?.bytes ?? null,
    isBehind: cutoff !== null && oldestAt !== null && oldestAt < cutoff,
  };
}

type Wish = { readonly kind: RetentionKind; readonly days: number | null };

/** What keeping it for so long would remove at once; changes nothing. */
export async function previewRetention(deps: CommandDeps, wish: Wish): Promise<RetentionEffect> {
  const now = await deps.clock.start();
  const from = await readDays(deps.pool, wish.kind);
  await assertKeepable(deps.pool, wish);
  return measure(deps.pool, { ...wish, from, now: now() });
}

/** From the next tick on; audited. What is gone does not come back when it is kept for longer again. */
export async function changeRetention(deps: CommandDeps, command: Wish & { actor: Actor }): Promise<RetentionEffect> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    // All of them: what one may be depends on another.
    await tx.query("SELECT 1 FROM retention ORDER BY kind FOR UPDATE");
    const from = await readDays(tx, command.kind);
    await assertKeepable(tx, command);
    const effect = await measure(tx, { kind: command.kind, days: command.days, from, now: now() });
    await tx.query("UPDATE retention SET days = $2, due_at = $3 WHERE kind = $1", [command.kind, command.days, now()]);
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "retention.change",
      target: command.kind,
      before: { days: from },
      after: { days: command.days },
      at: now(),
    });
    return effect;
  });
}

async function readDays(sql: Sql, kind: RetentionKind): Promise<number | null> {
  const { rows } = await sql.query<{ days: number | null }>("SELECT days FROM retention WHERE kind = $1", [kind]);
  const [row] = rows;
  if (!row) throw new Error(`The table retention has lost its row ${kind}`);
  return row.days;
}

/** What stands within something else goes with it at the latest. */
async function assertKeepable(sql: Sql, { kind, days }: Wish): Promise<void> {
  const shortest = shortestDays[kind];
  if (days !== null && days < shortest) {
    throw new AppError("bad_request", `days: at least ${shortest}, since what is younger is still needed.`);
  }
  for (const { inner, outer, words } of nested) {
    if (inner !== kind && outer !== kind) continue;
    const other = await readDays(sql, inner === kind ? outer : inner);
    const [innerDays, outerDays] = inner === kind ? [days, other] : [other, days];
    if (outerDays !== null && (innerDays === null || innerDays > outerDays)) {
      throw new AppError("bad_request", `days: ${words} Change the other first.`);
    }
  }
}

const nested: readonly { readonly inner: RetentionKind; readonly outer: RetentionKind; readonly words: string }[] = [
  { inner: "payloads", outer: "webhooks", words: "A payload cannot be kept for longer than its webhook." },
  { inner: "run_pages", outer: "changes", words: "The pages of a run cannot be kept for longer than the run." },
];

type Measured = Wish & { readonly from: number | null; readonly now: Date };

async function measure(sql: Sql, { kind, days, from, now }: Measured): Promise<RetentionEffect> {
  const cutoff = cutoffOf(days, now);
  if (cutoff === null) return { kind, from, to: days, cutoff: null, rows: 0, isMore: false };
  const { rows } = await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM (${stocks[kind].past}) p`, [
    cutoff,
    countedMax + 1,
  ]);
  const count = rows[0]?.count ?? 0;
  return {
    kind,
    from,
    to: days,
    cutoff: cutoff.toISOString(),
    rows: Math.min(count, countedMax),
    isMore: count > countedMax,
  };
}
