import { addMilliseconds } from "@/lib/clock";

import type { Claim } from "./claim-work";
import { completeRun } from "./complete-run";
import type { SyncDeps } from "./deps";
import { LeaseLostError, release } from "./lease";
import { sliceMs } from "./limits";
import { decideGoingOn, type GoingOn, readAhead } from "./read-ahead";
import { refetch } from "./refetch";
import { waitForLimit } from "./run-mutations";
import { settleFailure } from "./settle-failure";
import { sweep } from "./sweep";
import { planAfter, planAnswer, type PlannedAnswer, type WrittenAnswer, writeAnswer } from "./write-answer";

/** How a slice ended. Only `completed` ended its run too; `failed` says whether the run did. */
export type SliceOutcome =
  | { readonly kind: "completed" }
  /** More pages are left; the lease is released, so that a waiting delta goes first (I13). */
  | { readonly kind: "yielded" }
  /** Kombo's limit is used up: everybody waits (I17). */
  | { readonly kind: "rate_limited" }
  | { readonly kind: "failed"; readonly code: string; readonly isFinal: boolean }
  /** Somebody else has the lease, or ended the run: nothing of the page in hand was written. */
  | { readonly kind: "lost" };

/** Reads and writes pages of one run until it is complete, paused, out of time, or a delta waits. Never throws for Kombo. */
export async function runSlice(deps: SyncDeps, claim: Claim): Promise<SliceOutcome> {
  const deadline = addMilliseconds(claim.now(), sliceMs);
  try {
    if (claim.run.mode === "ids") return await refetch(deps, claim, deadline);
    const read = claim.run.readComplete ? { kind: "read" as const } : await readPages(deps, claim, deadline);
    const swept = read.kind === "read" ? await sweep(deps, claim, deadline) : null;
    if (swept && swept.kind !== "yielded") {
      await completeRun(deps, claim, swept);
      return { kind: "completed" };
    }
    if (read.kind === "rate_limited") {
      await waitForLimit(deps.pool, { runId: claim.run.id, at: claim.now(), until: read.until });
    }
    await release(deps.pool, claim, claim.now());
    return { kind: read.kind === "rate_limited" ? "rate_limited" : "yielded" };
  } catch (error) {
    if (error instanceof LeaseLostError) {
      await release(deps.pool, claim, claim.now());
      return { kind: "lost" };
    }
    return settleFailure(deps, claim, error);
  }
}

/**
 * While a page is written, the one after it is compared with what is stored, and the one after that is fetched, read and
 * hashed, so that the database and this process work at the same time. Both begin when the rows are on their way: begun
 * before, they would keep them from leaving.
 */
async function readPages(deps: SyncDeps, claim: Claim, deadline: Date): Promise<Exclude<GoingOn, { kind: "go_on" }>> {
  const ahead = readAhead(deps, claim, deadline);
  const planNext = async (number: number): Promise<PlannedAnswer | null> => {
    const page = await ahead.take();
    return page && planAnswer(deps, claim, { number, ...page });
  };
  try {
    let planned = await planNext(claim.run.pages + 1);
    while (planned !== null) {
      const page: PlannedAnswer = planned;
      const goesOn = decideGoingOn(page.answer, claim, deadline);
      let next: Promise<PlannedAnswer | null> = Promise.resolve(null);
      const written: WrittenAnswer = await writeAnswer(deps, claim, {
        ...page,
        whenFenced() {
          next = planNext(page.number + 1);
          // Looked at when its turn comes; until then its failure must not count as unhandled.
          next.catch(() => undefined);
        },
      });
      ahead.noteWritten(written);
      if (goesOn.kind !== "go_on") return goesOn;
      // Another run of this key may have met the limit while this page was written.
      if (written.blockedUntil !== null && written.blockedUntil > claim.now()) {
        return { kind: "rate_limited", until: written.blockedUntil };
      }
      if (written.isPaused || (claim.run.mode === "full" && written.wantedSeq > claim.wantedSeq)) break;
      planned = await planAfter(deps, claim, { planned: await next, written: page });
    }
    return { kind: "yielded" };
  } finally {
    ahead.abort();
  }
}
