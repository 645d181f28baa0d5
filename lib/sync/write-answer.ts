import type { KomboPage } from "@/lib/kombo/client";
import { type ReadRecord, readRecord } from "@/lib/mirror/read-record";
import { writePage } from "@/lib/mirror/write-page";

import { checkpoint } from "./checkpoint";
import type { Claim } from "./claim-work";
import type { SyncDeps } from "./deps";
import { getKeyState, noteAnswer } from "./kombo-key";
import { fence } from "./lease";

/** An answer with its records read and hashed: that too is done while the page before is being written. */
export type ReceivedPage = { readonly answer: KomboPage; readonly received: readonly ReadRecord[] };

export function readRecords(claim: Claim, answer: KomboPage): readonly ReadRecord[] {
  const { endpoint } = claim;
  return answer.results.map((value) => readRecord(value, { endpoint, isImprecise: answer.isImprecise(value) }));
}

/** Writes one answer as the next page of its run, and notes what its headers told of the key. */
export async function writeAnswer(
  deps: SyncDeps,
  claim: Claim,
  page: { number: number } & ReceivedPage,
): Promise<{ wantedSeq: number; blockedUntil: Date | null }> {
  const { answer, received } = page;
  const { endpoint, run } = claim;
  const toWrite = {
    integrationId: claim.integrationId,
    endpoint,
    run: { id: run.id, mode: run.mode, dryRun: run.dryRun, watermark: claim.watermark },
    page: page.number,
    received,
    requestedAt: answer.requestedAt,
    writtenAt: claim.now(),
  };
  const { fenced } = await writePage(deps, toWrite, {
    fence: (tx, change) => fence(tx, claim, change),
    checkpoint: (tx, written) => checkpoint(tx, claim, { page, written }),
  });
  const { requestMs: latencyMs, limits } = answer;
  await noteAnswer(deps.pool, { keyId: deps.keyId, at: claim.now(), latencyMs, limits });
  const { blockedUntil } = await getKeyState(deps.pool, deps.keyId);
  return { ...fenced, blockedUntil };
}
