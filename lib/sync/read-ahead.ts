import { addMilliseconds } from "@/lib/clock";
import type { KomboPage, PageFacts } from "@/lib/kombo/client";
import { KomboError } from "@/lib/kombo/errors";

import type { Claim } from "./claim-work";
import type { SyncDeps } from "./deps";
import { pageSize } from "./limits";
import { receiveAnswer, type ReceivedPage, type WrittenAnswer } from "./write-answer";

/** What follows a page of a slice. */
export type GoingOn =
  | { readonly kind: "go_on" }
  /** It was the last of its pass. */
  | { readonly kind: "read" }
  | { readonly kind: "yielded" }
  | { readonly kind: "rate_limited"; readonly until: Date };

export type ReadAhead = {
  /** The next page in order, null when nothing more is to be read in this slice. Asks for the one after it. */
  take(): Promise<ReceivedPage | null>;
  /** How the last page was found tells how to read those that are asked for from now on. */
  noteWritten(written: WrittenAnswer): void;
  /** What is not used any more is not waited for. */
  abort(): void;
};

/** Each null: nothing more is to be read in this slice. */
type PageAhead = {
  /** There as soon as the answer is, for who asks for the page after it. */
  readonly facts: Promise<PageFacts | null>;
  readonly page: Promise<ReceivedPage | null>;
};

/** Fetches, reads and hashes the pages of a slice before their turn: each as soon as the answer before it is there. */
export function readAhead(deps: SyncDeps, claim: Claim, deadline: Date): ReadAhead {
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
  return {
    async take() {
      askForNext();
      return (await ahead.shift()) ?? null;
    },
    noteWritten(answer) {
      written = answer;
    },
    abort: () => aborter.abort(),
  };
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

/** Whether the page after this one is read in the same slice. */
export function decideGoingOn(answer: PageFacts, claim: Claim, deadline: Date): GoingOn {
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
