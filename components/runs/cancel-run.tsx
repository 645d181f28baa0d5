"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { formatNumber } from "@/lib/format";
import { cancelRunMutation } from "@/lib/queries/runs";
import type { RunRow } from "@/lib/sync/schema";

import { nameRun } from "./run-names";

export function CancelRun({ run }: { readonly run: RunRow }) {
  const [isAsking, setIsAsking] = useState(false);
  const keepRef = useRef<HTMLButtonElement>(null);
  const cancel = useMutation(cancelRunMutation(run.id));
  return (
    <>
      <Button look="danger" onClick={() => setIsAsking(true)}>
        Cancel run…
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        initialFocus={keepRef}
        title="Cancel this run?"
        description={`${nameRun(run)} stops after the page in hand.`}
        footer={
          <>
            <Button ref={keepRef} onClick={() => setIsAsking(false)}>
              Keep it running
            </Button>
            <Button
              look="solid-danger"
              disabled={cancel.isPending}
              onClick={() => cancel.mutate(undefined, { onSuccess: () => setIsAsking(false) })}
            >
              Cancel run
            </Button>
          </>
        }
      >
        <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
        <KeyValues>
          <KeyValue label="Written">{formatNumber(run.pages)} pages stay as they are</KeyValue>
          <KeyValue label="Deleted">nothing; only a complete full fetch may</KeyValue>
          <KeyValue label="Watermark">stays, so the next run reads the same again</KeyValue>
        </KeyValues>
        {cancel.isError ? <ProblemNote>The run was not cancelled. {cancel.error.message}</ProblemNote> : null}
      </Dialog>
    </>
  );
}
