import { setImmediate } from "node:timers/promises";

import type { KomboPage, PageFacts } from "@/lib/kombo/client";
import { isNestedTooDeeply, nestingMax } from "@/lib/kombo/nesting";
import { parseRecord, type RawRecord } from "@/lib/kombo/split-page";
import type { Counts } from "@/lib/mirror/counts";
import { isErased, withoutErasedCopies } from "@/lib/mirror/erased-records";
import { isOutdatedBy, planPage, type PlannedPage } from "@/lib/mirror/plan-page";
import { dataOf, type ReadRecord, readRecord, type UnreadRecord } from "@/lib/mirror/read-record";
import { hashText } from "@/lib/mirror/text-hash";
import { type PageToWrite, writePage } from "@/lib/mirror/write-page";

import { checkpoint } from "./checkpoint";
import type { Claim } from "./claim-work";
import type { SyncDeps } from "./deps";
import { getKeyState, type KeyState, noteAnswer } from "./kombo-key";
import { fence, type Fenced } from "./lease";
import { noteStaleCopies, wakeEndpoints } from "./stale-copies";

/** An answer whose records are read and hashed, or hashed alone: that too is done while the page before is being written. */
export type ReceivedPage = { readonly answer: PageFacts; readonly received: PageToWrite["received"] };
export type ReadPage = ReceivedPage & { readonly received: readonly ReadRecord[] };

type NumberedPage = ReceivedPage & { readonly number: number };

/** All that a page will write, compared with what is stored: that too is done while the page before is being written. */
export type PlannedAnswer = NumberedPage & { readonly plan: PlannedPage };

export type WrittenAnswer = Fenced & {
  readonly blockedUntil: Date | null;
  readonly counts: Pick<Counts, "received" | "unchanged">;
};

/** How many records are read at a stretch: what waits for the process meanwhile, waits less than half a millisecond. */
const stretch = 4;

/**
 * Reads and hashes the records of an answer. The values that came are not held any longer: those of the pages ahead were
 * a fifth of the whole work, for the garbage collector.
 */
export async function readAnswer(claim: Claim, { records, ...answer }: KomboPage): Promise<ReadPage> {
  return { answer, received: await inStretches(records, (raw) => readNow(claim, raw)) };
}

/**
 * As `readAnswer`; where most records are probably known by their text, reading the others is left to who compares them:
 * then nothing else is done meanwhile, so where most have to be read it is better done here.
 */
export async function receiveAnswer(
  claim: Claim,
  page: KomboPage,
  before: WrittenAnswer | null,
): Promise<ReceivedPage> {
  if (!isMostlyKnown(claim, before)) return readAnswer(claim, page);
  const { records, ...answer } = page;
  return { answer, received: await inStretches(records, (raw) => readWhenUnknown(claim, raw)) };
}

/** Lets others go first now and then: the write of the page before must reach the database at once. */
async function inStretches<Result>(
  records: readonly RawRecord[],
  read: (raw: RawRecord) => Result,
): Promise<readonly Result[]> {
  const received: Result[] = [];
  for (const [position, raw] of records.entries()) {
    if (position % stretch === 0) await setImmediate();
    received.push(read(raw));
  }
  return received;
}

/**
 * A full fetch after the first: what changed meanwhile, deltas have brought. Unless the page before told otherwise. Erasures
 * are decided by what a record holds.
 */
export function isMostlyKnown(
  { run, watermark, erased }: Pick<Claim, "watermark" | "erased"> & { readonly run: Pick<Claim["run"], "mode"> },
  before: Pick<WrittenAnswer, "counts"> | null,
): boolean {
  const wasKnown = before === null || 2 * before.counts.unchanged >= before.counts.received;
  return run.mode === "full" && watermark !== null && !erased && wasKnown;
}

function readWhenUnknown(claim: Claim, raw: RawRecord): ReadRecord | UnreadRecord {
  const { komboId } = raw;
  if (komboId === null) return readNow(claim, raw);
  return { kind: "unread", komboId, textHash: hashText(raw.bytes), read: () => readNow(claim, raw) };
}

function readNow({ endpoint, erased }: Claim, { bytes, komboId }: RawRecord): ReadRecord {
  const text = bytes.toString();
  if (isNestedTooDeeply(text)) {
    return { kind: "invalid", cause: `nested deeper than ${nestingMax}`, data: { id: komboId } };
  }
  const { value, isImprecise: isRounded } = parseRecord(text);
  const isImprecise = isRounded(value);
  if (!erased) return readRecord(value, { endpoint, isImprecise, textHash: hashText(bytes) });
  const read = readRecord(withoutErasedCopies(value, erased), { endpoint, isImprecise, textHash: null });
  if (read.kind !== "record" || !isErased(endpoint.model, dataOf(read.record), erased)) return read;
  return { kind: "erased", komboId: read.record.komboId };
}

export async function planAnswer(deps: SyncDeps, claim: Claim, page: NumberedPage): Promise<PlannedAnswer> {
  const { run } = claim;
  const plan = await planPage(deps, {
    integrationId: claim.integrationId,
    endpoint: claim.endpoint,
    run: { id: run.id, mode: run.mode, dryRun: run.dryRun, watermark: claim.watermark },
    page: page.number,
    received: page.received,
    requestedAt: page.answer.requestedAt,
    writtenAt: claim.now(),
  });
  return { ...page, plan };
}

/** The plan itself, unless the page before it, written since, held one of its records too. */
export async function planAfter(
  deps: SyncDeps,
  claim: Claim,
  { planned, written }: { planned: PlannedAnswer | null; written: PlannedAnswer },
): Promise<PlannedAnswer | null> {
  return planned && isOutdatedBy(planned.plan, written.plan) ? planAnswer(deps, claim, planned) : planned;
}

/**
 * Writes one answer as the next page of its run, and notes what its headers told of the key. `whenFenced` is called just
 * before the rows are sent to the database.
 */
export async function writeAnswer(
  deps: SyncDeps,
  claim: Claim,
  page: PlannedAnswer & { readonly whenFenced?: () => void },
): Promise<WrittenAnswer> {
  let stale: readonly string[] = [];
  let heard: Promise<KeyState | null> = Promise.resolve(null);
  const { fenced, counts } = await writePage(deps, page.plan, {
    async fence(tx, change) {
      const endpointState = await fence(tx, claim, change);
      page.whenFenced?.();
      return endpointState;
    },
    async checkpoint(tx, written) {
      // On other connections, while this one ends its transaction: a page waits for both only once.
      heard = hearOfKey(deps, claim, page.answer);
      stale = await noteStaleCopies(tx, claim, written.changedIds);
      await checkpoint(tx, claim, { page, written });
    },
  });
  await wakeEndpoints(deps.pool, { integrationId: claim.integrationId, endpoints: stale, at: claim.now() });
  return { ...fenced, counts, blockedUntil: (await heard)?.blockedUntil ?? null };
}

/** Notes what the headers of an answer told of the key, and reads what others were told. */
function hearOfKey(deps: SyncDeps, claim: Claim, { requestMs: latencyMs, limits }: PageFacts): Promise<KeyState> {
  const heard = Promise.all([
    getKeyState(deps.pool, deps.keyId),
    noteAnswer(deps.pool, { keyId: deps.keyId, at: claim.now(), latencyMs, limits }),
  ]).then(([state]) => state);
  // Nobody looks at it when the page fails.
  heard.catch(() => undefined);
  return heard;
}
