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
    return run.finishedAt === null
      ? formatDuration(Math.floor(ms / 1_000) * 1_000).replace(".0 s", " s")
      : formatDuration(ms);
  });
}
