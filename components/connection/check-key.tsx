"use client";

import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Time } from "@/components/ui/time";
import { formatDuration, formatNumber } from "@/lib/format";
import { checkKeyMutation } from "@/lib/queries/connection";
import type { CheckKeyAnswer } from "@/lib/sync/schema/check-key";

import { SuccessNote } from "./success-note";
import { TryButton } from "./try-button";

/** Asks Kombo about the key now, and says what it answered. */
export function CheckKey() {
  const check = useMutation(checkKeyMutation);
  return (
    <div>
      <TryButton
        icon={RefreshCw}
        label="Check the key now"
        pendingLabel="Checking…"
        isPending={check.isPending}
        onTry={() => check.mutate()}
      />
      {check.data ? <Answer answer={check.data} /> : null}
      {check.isError ? <ProblemNote>The key was not checked. {check.error.message}</ProblemNote> : null}
    </div>
  );
}

function Answer({ answer }: { readonly answer: CheckKeyAnswer }) {
  switch (answer.kind) {
    case "valid":
      return <SuccessNote>{describeValid(answer)}</SuccessNote>;
    case "refused":
      return (
        <ProblemNote>
          Kombo refuses the key ({answer.code}): {answer.message} Compare KOMBO_API_KEY with the key in Kombo, its
          environment and region; set it, and restart.
        </ProblemNote>
      );
    case "rate_limited":
      return (
        <ProblemNote>
          Kombo’s rate limit is used up until <Time value={answer.until} as="deadline" />. Check again then; work
          resumes by itself.
        </ProblemNote>
      );
    case "unreachable":
      return (
        <ProblemNote>
          Kombo did not answer ({answer.code}). If it goes on, look at status.kombo.dev, and whether this server may
          reach the internet.
        </ProblemNote>
      );
  }
}

function describeValid(answer: Extract<CheckKeyAnswer, { kind: "valid" }>): string {
  const { environmentId, latencyMs, clockOffsetMs, window } = answer;
  return [
    `Kombo takes the key${environmentId === null ? "" : `, of environment ${environmentId}`}.`,
    `It answered in ${formatDuration(latencyMs)}.`,
    clockOffsetMs === null ? null : `${describeClock(clockOffsetMs)}.`,
    window === null ? null : `${formatNumber(window.left)} of ${formatNumber(window.limit)} requests are left now.`,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
}

/** Kombo tells the time to the second. */
function describeClock(offsetMs: number): string {
  if (Math.abs(offsetMs) < 2_000) return "Our clocks agree";
  return `Our clock is ${formatDuration(Math.abs(offsetMs))} ${offsetMs > 0 ? "behind" : "ahead of"} Kombo’s`;
}
