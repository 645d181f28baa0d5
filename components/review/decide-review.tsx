"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { useFirst } from "@/components/ui/use-first";
import { formatNumber } from "@/lib/format";
import { applyReviewMutation, discardReviewMutation } from "@/lib/queries/review";
import type { Review } from "@/lib/sync/schema/review";

type Decision = "apply" | "discard";

/** Both decisions say what they will do before they do it. */
export function DecideReview({ review }: { readonly review: Review }) {
  const [asked, setAsked] = useState<Decision | null>(null);
  return (
    <>
      <Button size="sm" onClick={() => setAsked("discard")}>
        Keep them…
      </Button>
      <Button size="sm" look="danger" onClick={() => setAsked("apply")}>
        Delete them…
      </Button>
      {asked === null ? null : <Confirm decision={asked} review={review} onClose={() => setAsked(null)} />}
    </>
  );
}

type Words = {
  readonly title: (records: string) => string;
  readonly description: string;
  readonly records: string;
  readonly kombo: string;
  readonly after: string;
  readonly action: string;
};

const wordsOf: Readonly<Record<Decision, Words>> = {
  apply: {
    title: (records) => `Delete ${records} from the mirror?`,
    description: "Each one is asked for once more first. Kombo has the last word.",
    records: "become tombstones if Kombo does not return them; their history stays",
    kombo: "asked for these records by id, 100 at a time",
    after: "a record Kombo sends again comes back by itself",
    action: "Ask again and delete",
  },
  discard: {
    title: (records) => `Keep ${records}?`,
    description: "The sweep of this run is dropped.",
    records: "stay live, as they are",
    kombo: "not asked",
    after: "the next full fetch looks again, and asks you again if they are still missing",
    action: "Keep them",
  },
};

type ConfirmProps = { readonly decision: Decision; readonly review: Review; readonly onClose: () => void };

function Confirm({ decision, review: current, onClose }: ConfirmProps) {
  const review = useFirst(current);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const words = wordsOf[decision];
  const apply = useMutation(applyReviewMutation(review.run.id));
  const discard = useMutation(discardReviewMutation(review.run.id));
  const isPending = apply.isPending || discard.isPending;
  const error = apply.error ?? discard.error;
  const records = `${formatNumber(review.candidates)} ${review.candidates === 1 ? "record" : "records"}`;

  function decide(): void {
    if (decision === "apply") apply.mutate(undefined, { onSuccess: onClose });
    else discard.mutate(undefined, { onSuccess: onClose });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      initialFocus={cancelRef}
      title={words.title(records)}
      description={words.description}
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Decide later
          </Button>
          <Button look={decision === "apply" ? "solid-danger" : "primary"} disabled={isPending} onClick={decide}>
            {words.action}
          </Button>
        </>
      }
    >
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      <KeyValues>
        <KeyValue label="The records">{words.records}</KeyValue>
        <KeyValue label="Kombo">{words.kombo}</KeyValue>
        <KeyValue label="Afterwards">{words.after}</KeyValue>
      </KeyValues>
      {error ? <ProblemNote>Nothing was decided. {error.message}</ProblemNote> : null}
    </Dialog>
  );
}
