"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { useFirst } from "@/components/ui/use-first";
import { formatCount } from "@/lib/format";
import { purgeMutation } from "@/lib/queries/integrations";

type AskPurgeProps = {
  readonly komboIntegrationId: string;
  readonly records: number;
  readonly onClose: () => void;
};

export function AskPurge({ komboIntegrationId, records: current, onClose }: AskPurgeProps) {
  // What is typed is compared with it, and what is purged must be what was agreed to.
  const records = useFirst(current);
  const [typed, setTyped] = useState("");
  const cancelRef = useRef<HTMLButtonElement>(null);
  const formId = useId();
  const purge = useMutation(purgeMutation(komboIntegrationId));

  function submit(event: FormEvent): void {
    event.preventDefault();
    purge.mutate({ records }, { onSuccess: onClose });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={cancelRef}
      title="Purge the data of this integration now?"
      description="It cannot be brought back from here. If the customer connects again, everything is fetched anew."
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            look="solid-danger"
            disabled={purge.isPending || Number(typed) !== records || typed === ""}
          >
            Purge {formatCount(records, "record")}
          </Button>
        </>
      }
    >
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      <KeyValues>
        <KeyValue label="Deleted">{formatCount(records, "record")} and their history</KeyValue>
        <KeyValue label="Emptied">the payloads of its webhooks</KeyValue>
        <KeyValue label="Kept">its runs and the times of its webhooks; records erased on request stay erased</KeyValue>
      </KeyValues>
      <form id={formId} onSubmit={submit} className="mt-4">
        <Field id={`${formId}-count`} label={`Type ${records} to confirm`}>
          <Input
            id={`${formId}-count`}
            autoComplete="off"
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      </form>
      {purge.isError ? <ProblemNote>{purge.error.message}</ProblemNote> : null}
    </Dialog>
  );
}
