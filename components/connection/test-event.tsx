"use client";

import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { TextLink } from "@/components/ui/text-link";
import { formatDuration } from "@/lib/format";
import { webhookPath } from "@/lib/paths";
import { testEventMutation } from "@/lib/queries/connection";

import { SuccessNote } from "./success-note";
import { TryButton } from "./try-button";

/** Sends what Kombo would send, over the public address, and says what became of it. */
export function TestEvent() {
  const { mutate, isPending, data: answer, error } = useMutation(testEventMutation);
  return (
    <div>
      <TryButton
        icon={Send}
        label="Send a signed test event"
        pendingLabel="Sending…"
        isPending={isPending}
        onTry={() => mutate()}
      />
      {answer?.kind === "stored" ? (
        <SuccessNote>
          Verified and stored: answered {answer.status} in {formatDuration(answer.tookMs)}.{" "}
          <TextLink href={webhookPath(answer.webhookId)}>Open the test event</TextLink>
        </SuccessNote>
      ) : null}
      {answer?.kind === "failed" ? (
        <ProblemNote>
          The test event did not arrive. {answer.problem} {answer.wayOut}
        </ProblemNote>
      ) : null}
      {error ? <ProblemNote>No test event was sent. {error.message}</ProblemNote> : null}
    </div>
  );
}
