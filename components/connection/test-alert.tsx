"use client";

import { useMutation } from "@tanstack/react-query";
import { BellRing } from "lucide-react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { formatDuration } from "@/lib/format";
import { testAlertMutation } from "@/lib/queries/connection";

import { SuccessNote } from "./success-note";
import { TryButton } from "./try-button";

export function TestAlert() {
  const { mutate, isPending, data: answer, error } = useMutation(testAlertMutation);
  return (
    <div>
      <TryButton
        icon={BellRing}
        label="Send a test alert"
        pendingLabel="Sending…"
        isPending={isPending}
        onTry={() => mutate()}
      />
      {answer?.kind === "arrived" ? (
        <SuccessNote>
          Arrived: answered {answer.status} in {formatDuration(answer.tookMs)}.
        </SuccessNote>
      ) : null}
      {answer?.kind === "not_arrived" ? (
        <ProblemNote>
          The test alert did not arrive. {answer.problem} If it goes on, make a new address there, set
          ALERT_WEBHOOK_URL, and restart.
        </ProblemNote>
      ) : null}
      {error ? <ProblemNote>No alert was sent. {error.message}</ProblemNote> : null}
    </div>
  );
}
