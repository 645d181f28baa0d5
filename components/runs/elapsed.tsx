"use client";

import { useNowText } from "@/components/ui/use-now";
import { formatDuration } from "@/lib/format";
import type { RunRow } from "@/lib/sync/schema";

import { durationOf } from "./run-names";

/** How long a run took, or has been taking; counts on while it runs. */
export function Elapsed({ run }: { readonly run: Pick<RunRow, "startedAt" | "finishedAt"> }) {
  return useNowText((now) => {
    const ms = durationOf(run, now);
    if (ms === null) return "–";
    return run.finishedAt === null ? nameWholeSeconds(ms) : formatDuration(ms);
  });
}
/** While it counts on, tenths would only flicker. */
function nameWholeSeconds(ms: number): string {
  return ms < 10_000 ? `${Math.floor(ms / 1_000)} s` : formatDuration(Math.floor(ms / 1_000) * 1_000);
}
