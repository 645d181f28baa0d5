import { expect, test } from "vitest";

import { isMostlyKnown } from "@/lib/sync/write-answer";

const full = { run: { mode: "full" }, watermark: new Date(0), erased: null } as const;
const before = (unchanged: number) => ({ counts: { received: 250, unchanged } });

test.each([
  { about: "a full fetch after the first", claim: full, page: null, known: true },
  { about: "one whose page before was as it is stored", claim: full, page: before(250), known: true },
  { about: "one of whose page before half had changed", claim: full, page: before(125), known: true },
  { about: "one of whose page before most had changed", claim: full, page: before(124), known: false },
  { about: "a first full fetch", claim: { ...full, watermark: null }, page: null, known: false },
  { about: "a delta", claim: { ...full, run: { mode: "delta" } as const }, page: before(250), known: false },
  {
    about: "where somebody was erased",
    claim: { ...full, erased: { idsByModel: new Map(), copies: [] } },
    page: before(250),
    known: false,
  },
])("what comes is read before it is compared, unless most of it is known by its text: $about", (one) => {
  expect(isMostlyKnown(one.claim, one.page)).toBe(one.known);
});
