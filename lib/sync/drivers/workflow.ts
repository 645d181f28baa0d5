import { addMilliseconds } from "@/lib/clock";
import { withTransaction } from "@/lib/db/transaction";
import type { SyncDeps } from "@/lib/sync/deps";
import { claimDrive, endDrive, holdDrive } from "@/lib/sync/drives";
import { beat } from "@/lib/sync/heartbeats";
import { findNextWork } from "@/lib/sync/next-work";
import { tick } from "@/lib/sync/tick";

/** With the slice in hand well below what a function may run, and below what makes a queue deliver a step twice. */
const tickBudgetMs = 100_000;
/** After a tick that found nothing: what is due is in other hands. */
const restMs = 30_000;
/** Whoever made work due does it first, right after answering; a drive only finds what that left. */
const headStartMs = 30_000;

export type NextTick =
  | { readonly kind: "waits"; readonly waitMs: number }
  /** Another drive took over, or nothing will become due by itself. */
  | { readonly kind: "over" };

/** One waking of a drive: does what is due, and says from the rows when to wake next. */
export async function driveOnce(
  deps: SyncDeps,
  drive: { readonly token: string; readonly concurrency: number },
): Promise<NextTick> {
  const now = await deps.clock.start();
  if (!(await holdDrive(deps.pool, { token: drive.token, wakesAt: now() }))) return { kind: "over" };
  const { slices } = await tick(deps, { budgetMs: tickBudgetMs, concurrency: drive.concurrency });
  await beat(deps.pool, "tick");
  return withTransaction(deps.pool, async (tx) => {
    // Held first: work that is made due after the look below finds a drive that sleeps too long, and supersedes it.
    if (!(await holdDrive(tx, { token: drive.token, wakesAt: now() }))) return { kind: "over" };
    const next = await findNextWork(tx, deps);
    if (next === null) {
      await endDrive(tx, drive.token);
      return { kind: "over" };
    }
    const wakesAt = later(next, addMilliseconds(now(), slices > 0 ? 0 : restMs));
    await holdDrive(tx, { token: drive.token, wakesAt });
    return { kind: "waits", waitMs: wakesAt.getTime() - now().getTime() };
  });
}

export type NewDrive = { readonly token: string; readonly waitMs: number };

/** A drive to start, so that what is due, now or later, is done whatever happens to this process; null: one will be awake in time. */
export async function planDrive(deps: SyncDeps): Promise<NewDrive | null> {
  const now = await deps.clock.start();
  const next = await findNextWork(deps.pool, deps);
  if (next === null) return null;
  const wakesAt = later(next, addMilliseconds(now(), headStartMs));
  const token = await claimDrive(deps.pool, { now: now(), wakesAt });
  return token === null ? null : { token, waitMs: wakesAt.getTime() - now().getTime() };
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
