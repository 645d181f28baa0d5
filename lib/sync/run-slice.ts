import { addMilliseconds } from "@/lib/clock";
import type { KomboPage, PageFacts } from "@/lib/kombo/client";
import { KomboError } from "@/lib/kombo/errors";

import type { Claim } from "./claim-work";
import { completeRun } from "./complete-run";
import type { SyncDeps } from "./deps";
import { LeaseLostError, release } from "./lease";
import { pageSize, sliceMs } from "./limits";
import { refetch } from "./refetch";
import { waitForLimit } from "./run-mutations";
import { settleFailure } from "./settle-failure";
import { sweep } from "./sweep";
import { receiveAnswer, type ReceivedPage, type WrittenAnswer, writeAnswer } from "./write-answer";

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
    if (swept?.kind === "swept" || swept?.kind === "held") {
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

type ReadOutcome =
  | { readonly kind: "read" }
  | { readonly kind: "yielded" }
  | { readonly kind: "rate_limited"; readonly until: Date };

/** Each null: nothing more is to be read in this slice. */
type PageAhead = {
  /** There as soon as the answer is, for who asks for the page after it. */
  readonly facts: Promise<PageFacts | null>;
  readonly page: Promise<ReceivedPage | null>;
};

/**
 * While a page is written, the two after it are fetched, read and hashed, so that the database and this process work at
 * the same time. The next one is asked for when the rows are on their way: asked for before, reading it would keep
 * them from leaving. What is not used any more is aborted.
 */
async function readPages(deps: SyncDeps, claim: Claim, deadline: Date): Promise<ReadOutcome> {
  const aborter = new AbortController();
  const followed = new Set<string | null>();
  let written: WrittenAnswer | null = null;
  const fetchPage = async (cursor: string | null): Promise<KomboPage> => {
    const answer = await requestPage(deps, claim, { cursor, deadline, signal: aborter.signal });
    assertProgress(answer, followed.add(cursor));
    return answer;
  };
  const fetchAfter = async (before: PageAhead["facts"]): Promise<KomboPage | null> => {
    const facts = await before;
    return facts && decideGoingOn(facts, claim, deadline).kind === "go_on" ? fetchPage(facts.next) : null;
  };
  /** The page before is read first: it is needed first. */
  const receive = async (answer: Promise<KomboPage | null>, before: PageAhead["page"]) => {
    const [came] = await Promise.all([answer, before]);
    return came && receiveAnswer(claim, came, written);
  };
  let last = toPageAhead(fetchPage(claim.run.cursor), (answer) => receive(answer, Promise.resolve(null)));
  const ahead = [last.page];
  const askForNext = () => {
    const { facts, page } = last;
    last = toPageAhead(fetchAfter(facts), (answer) => receive(answer, page));
    ahead.push(last.page);
  };
  askForNext();
  try {
    for (let number = claim.run.pages + 1; ; number++) {
      const page = (await ahead.shift()) ?? null;
      if (page === null) return { kind: "yielded" };
      const goesOn = decideGoingOn(page.answer, claim, deadline);
      written = await writeAnswer(deps, claim, { number, ...page, whenFenced: askForNext });
      const { blockedUntil } = written;
      if (goesOn.kind !== "go_on") return goesOn;
      // Another run of this key may have met the limit while this page was written.
      if (blockedUntil !== null && blockedUntil > claim.now()) return { kind: "rate_limited", until: blockedUntil };
      if (written.isPaused || (claim.run.mode === "full" && written.wantedSeq > claim.wantedSeq)) {
        return { kind: "yielded" };
      }
    }
  } finally {
    aborter.abort();
  }
}

function toPageAhead(
  answer: Promise<KomboPage | null>,
  receive: (answer: Promise<KomboPage | null>) => PageAhead["page"],
): PageAhead {
  return { facts: unheard(answer.then(withoutRecords)), page: unheard(receive(answer)) };
}

/** Or the records of a page would be held as long as the one after it. */
function withoutRecords(answer: KomboPage | null): PageFacts | null {
  if (answer === null) return null;
  const { records: _, ...facts } = answer;
  return facts;
}

/** Looked at when its turn comes; until then its failure must not count as unhandled. */
function unheard<Awaited>(awaited: Promise<Awaited>): Promise<Awaited> {
  awaited.catch(() => undefined);
  return awaited;
}

function decideGoingOn(answer: PageFacts, claim: Claim, deadline: Date): ReadOutcome | { readonly kind: "go_on" } {
  if (answer.next === null) return { kind: "read" };
  const { exhaustedForMs, scarceForMs } = answer.limits;
  const waitMs = claim.run.mode === "delta" ? exhaustedForMs : scarceForMs;
  if (waitMs !== null) return { kind: "rate_limited", until: addMilliseconds(claim.now(), waitMs) };
  return { kind: claim.now() < deadline ? "go_on" : "yielded" };
}

/** A cursor that leads to itself, or back to one of this slice, would be followed for ever. */
function assertProgress(answer: PageFacts, followed: ReadonlySet<string | null>): void {
  if (answer.next === null || !followed.has(answer.next)) return;
  throw new KomboError({
    kind: "refused",
    code: "NO_PROGRESS",
    message: "Kombo gave a cursor of this pass again, so the pass would never end",
  });
}

/** Every request asks for deletions too (I8), and repeats its filters with each cursor. */
function requestPage(
  deps: SyncDeps,
  claim: Claim,
  input: { cursor: string | null; deadline: Date; signal: AbortSignal },
): Promise<KomboPage> {
  const { updatedAfter } = claim.run;
  return deps.kombo.listPage({
    komboIntegrationId: claim.komboIntegrationId,
    endpoint: claim.endpoint.path,
    query: {
      include_deleted: "true",
      page_size: String(pageSize),
      ...(updatedAfter ? { updated_after: updatedAfter.toISOString() } : {}),
      ...(input.cursor === null ? {} : { cursor: input.cursor }),
    },
    now: claim.now,
    budgetMs: Math.max(1_000, input.deadline.getTime() - claim.now().getTime()),
    signal: input.signal,
  });
}
