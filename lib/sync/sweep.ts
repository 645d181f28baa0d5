import { withTransaction } from "@/lib/db/transaction";

import { askByIds, askedMax } from "./ask-by-ids";
import type { Claim } from "./claim-work";
import { decideHold } from "./decide-hold";
import type { SyncDeps } from "./deps";
import { fence } from "./lease";
import { countSweep, listCandidates, planCandidates, storeHold, tombstoneCandidates } from "./sweep-mutations";
import { planAnswer, writeAnswer } from "./write-answer";

/** `held`: the pass is complete, only its tombstones wait for a person. */
export type SweepOutcome =
  | { readonly kind: "swept" }
  | { readonly kind: "held"; readonly candidates: number; readonly live: number }
  /** A person let it go on, but the integration may not be swept any more: what is left waits for a person again. */
  | { readonly kind: "held_again" }
  /** Time is up, or the integration was paused; the candidates that are left are asked for in the next slice. */
  | { readonly kind: "yielded" };

/**
 * After a proven complete pass: tombstones live records it did not see, each asked for once more first (I9). Deltas have
 * none; a dry run only counts.
 */
export async function sweep(deps: SyncDeps, claim: Claim, deadline: Date): Promise<SweepOutcome> {
  if (claim.run.mode !== "full") return { kind: "swept" };
  const plan = await withTransaction(deps.pool, async (tx) => {
    const { isPaused } = await fence(tx, claim);
    const known = await countSweep(tx, claim);
    if (known.isHeld !== null) return { ...known, isPaused };
    await planCandidates(tx, claim);
    const planned = await countSweep(tx, claim);
    const isHeld = decideHold(planned);
    await storeHold(tx, { runId: claim.run.id, isHeld });
    return { ...planned, isHeld, isPaused };
  });
  if (claim.run.dryRun) return { kind: "swept" };
  if (plan.isHeld) return { kind: "held", candidates: plan.candidates, live: plan.live };
  let { isPaused } = plan;
  for (let number = plan.pages + 1; ;) {
    const ids = await listCandidates(deps.pool, { runId: claim.run.id, limit: askedMax });
    if (ids.length === 0) return { kind: "swept" };
    if (isPaused || claim.now() >= deadline) return { kind: "yielded" };
    const asked = await askByIds(deps, claim, { ids, deadline });
    // What Kombo does return was missed by the pass: it is written like any other page.
    for (const page of asked.pages) {
      await writeAnswer(deps, claim, await planAnswer(deps, claim, { number: number++, ...page }));
    }
    const absent = asked.ids.filter((id) => !asked.present.has(id));
    const batch = { asked: asked.ids, absent, requests: asked.requests };
    const tombstoned = await tombstoneCandidates(deps.pool, claim, batch);
    if (!tombstoned.isSweepable && claim.run.isReviewed) return { kind: "held_again" };
    ({ isPaused } = tombstoned);
  }
}
