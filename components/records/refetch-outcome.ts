import type { Tone } from "@/components/ui/tone";
import type { RecordChange } from "@/lib/mirror/schema";
import type { RunDetail } from "@/lib/sync/schema";

import { describeChange } from "./change-looks";

export type RefetchOutcome = { readonly tone: Tone; readonly text: string };

type Ended = {
  readonly run: Pick<RunDetail, "state" | "errorMessage" | "wantedIds">;
  readonly komboId: string;
  /** What the run changed in the record; null for nothing. */
  readonly change: Pick<RecordChange, "kind" | "paths" | "nestedOnly"> | null;
};

/** How fetching one record again ended; null while it goes on. */
export function toRefetchOutcome({ run, komboId, change }: Ended): RefetchOutcome | null {
  if (run.state === "queued" || run.state === "running") return null;
  if (run.state === "cancelled") return { tone: "idle", text: "The run was cancelled. The record is as it was." };
  if (run.state === "failed") {
    return {
      tone: "danger",
      text: `It could not be fetched: ${run.errorMessage ?? "the run failed"}. The record is as it was.`,
    };
  }
  if (run.wantedIds.find((wanted) => wanted.komboId === komboId)?.outcome === "absent") {
    return {
      tone: "warn",
      text: "Kombo does not return it any more. Our copy stays; the next full fetch removes it if it is still missing then.",
    };
  }
  if (change === null) return { tone: "success", text: "Unchanged: our copy was what Kombo has." };
  return { tone: "success", text: textByKind[change.kind](describeChange(change)) };
}

const textByKind: Readonly<Record<RecordChange["kind"], (what: string) => string>> = {
  created: () => "Kombo has it, and it is mirrored now.",
  updated: (what) => `Changed: ${what}. The difference is in its history.`,
  deleted: () => "Kombo has deleted it, and so have we. Its history stays.",
  restored: () => "It is back: Kombo returns it again.",
  erased: () => "Kombo has emptied it, so our copy lost its data too.",
};
