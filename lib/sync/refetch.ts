import { withTransaction } from "@/lib/db/transaction";

import { askByIds, askedMax } from "./ask-by-ids";
import type { Claim } from "./claim-work";
import { endRun } from "./complete-run";
import type { SyncDeps } from "./deps";
import { fence, type Fenced, release } from "./lease";
import { hasUnaskedIds, listUnaskedIds, storeIdOutcomes } from "./refetch-mutations";
import { planAnswer, writeAnswer } from "./write-answer";

/**
 * A slice of an `ids` run: asks for the wanted records and writes what Kombo returns, like any other page. What it does
 * not return is noted as absent and stays as it is: only a complete full fetch finds deletions (I9). It serves no mark
 * and moves no watermark.
 */
export async function refetch(
  deps: SyncDeps,
  claim: Claim,
  deadline: Date,
): Promise<{ readonly kind: "completed" | "yielded" }> {
  for (let number = claim.run.pages + 1; ;) {
    const ids = await listUnaskedIds(deps.pool, { runId: claim.run.id, limit: askedMax });
    if (ids.length === 0 && (await complete(deps, claim))) return { kind: "completed" };
    if (ids.length === 0) continue;
    const askedAt = claim.now();
    const asked = await askByIds(deps, claim, { ids, deadline });
    for (const page of asked.pages) {
      await writeAnswer(deps, claim, await planAnswer(deps, claim, { number: number++, ...page }));
    }
    const { isPaused } = await storeOutcomes(deps, claim, { asked, askedAt });
    if (isPaused || claim.now() >= deadline) {
      await release(deps.pool, claim, claim.now());
      return { kind: "yielded" };
    }
  }
}

/** False when one more record was wanted meanwhile: whoever wants one locks the endpoint's row too. */
function complete(deps: SyncDeps, claim: Claim): Promise<boolean> {
  return withTransaction(deps.pool, async (tx) => {
    await fence(tx, claim);
    if (await hasUnaskedIds(tx, claim.run.id)) return false;
    await endRun(tx, claim, { kind: "swept" });
    await release(tx, claim, claim.now());
    return true;
  });
}

type Batch = {
  readonly asked: Awaited<ReturnType<typeof askByIds>>;
  readonly askedAt: Date;
};

function storeOutcomes(deps: SyncDeps, claim: Claim, { asked, askedAt }: Batch): Promise<Fenced> {
  return withTransaction(deps.pool, async (tx) => {
    const fenced = await fence(tx, claim);
    const present = asked.ids.filter((id) => asked.present.has(id));
    await storeIdOutcomes(tx, { runId: claim.run.id, ids: asked.ids, present, askedAt });
    // The requests of written pages are counted with them.
    await tx.query("UPDATE sync_runs SET requests = requests + $2 WHERE id = $1", [claim.run.id, asked.requests]);
    return fenced;
  });
}
