import { CircleX, Hand, Hourglass, type LucideIcon, RotateCw } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { Identifier } from "@/components/ui/identifier";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { type Tone, toneFill } from "@/components/ui/tone";
import { cn } from "@/lib/cn";
import type { RunDetail } from "@/lib/sync/schema";

import { wordsOfError } from "./error-words";
import { isActive, isRateLimited } from "./run-names";

/** Why a run failed, waits or was ended: in words, with what to do and what Kombo's support needs. */
export function RunProblem({ run }: { readonly run: RunDetail }) {
  const look = lookOf(run);
  if (run.errorCode === null || look === null) return null;
  const { title, text, advice } = wordsOfError(run.errorCode);
  const requestId = run.attempts.at(-1)?.requestId ?? null;
  return (
    <section aria-label={title} className="mt-3 rounded-lg border px-4 py-3">
      <h2 className="flex items-center gap-2 text-sm font-semibold">
        <span className={cn("grid size-6 place-items-center rounded-md", toneFill[look.tone])}>
          <Icon of={look.icon} size="sm" />
        </span>
        {title}
      </h2>
      <p className="text-muted max-w-text mt-1">
        {run.state === "needs_review" ? run.errorMessage : text}
        {run.state === "failed" ? " What was written stays, and the watermark did not move, so nothing is lost." : null}
      </p>
      <KeyValues className="mt-2">
        <KeyValue label="What to do">{advice}</KeyValue>
        {run.errorMessage !== null && run.state !== "needs_review" ? (
          <KeyValue label="It said">
            <span className="wrap-anywhere">{run.errorMessage}</span>
          </KeyValue>
        ) : null}
        <KeyValue label="Code">
          <span className="mono wrap-anywhere">{run.errorCode}</span>
        </KeyValue>
        {requestId === null ? null : (
          <KeyValue label="Request id">
            <Identifier value={requestId} label="Kombo’s request id" />
          </KeyValue>
        )}
      </KeyValues>
    </section>
  );
}

type Look = { readonly icon: LucideIcon; readonly tone: Tone };

function lookOf(run: RunDetail): Look | null {
  if (run.state === "needs_review") return { icon: Hand, tone: "held" };
  if (run.state === "failed") return { icon: CircleX, tone: "danger" };
  if (run.state === "cancelled") return { icon: CircleX, tone: "none" };
  if (!isActive(run) || run.waitingUntil === null) return null;
  return isRateLimited(run) ? { icon: Hourglass, tone: "rate" } : { icon: RotateCw, tone: "warn" };
}
