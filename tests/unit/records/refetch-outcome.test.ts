import { expect, test } from "vitest";

import { toRefetchOutcome } from "@/components/records/refetch-outcome";

const wanted = (outcome: "present" | "absent" | null) => [{ komboId: "r", outcome }];
const change = { kind: "updated", paths: [{ path: "job_title", from: "A", to: "B" }], nestedOnly: false } as const;

test.each([
  ["while it waits", "queued", null, null, null],
  ["while it runs", "running", null, null, null],
  ["when the record differed", "succeeded", "present", change, "Changed: job title."],
  ["when it was exact", "succeeded", "present", null, "Unchanged"],
  ["when Kombo has it no more", "succeeded", "absent", null, "Kombo does not return it any more."],
  ["when Kombo deleted it", "succeeded", "present", { ...change, kind: "deleted" }, "Kombo has deleted it"],
  ["when the run failed", "failed", null, null, "It could not be fetched: Kombo is down"],
  ["when the run was cancelled", "cancelled", null, null, "The run was cancelled."],
] as const)("what a refetch says %s", (_, state, outcome, found, text) => {
  const run = { state, errorMessage: "Kombo is down", wantedIds: wanted(outcome) };
  const said = toRefetchOutcome({ run, komboId: "r", change: found && { ...found, paths: [...found.paths] } });
  expect(said?.text.slice(0, text?.length) ?? null).toBe(text);
});
