"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { RevealAnswer } from "@/lib/mirror/schema";
import type { RevealMutation } from "@/lib/queries/records";

import { namePath } from "./field-names";

type AskReasonProps = {
  readonly path: string;
  readonly mutation: RevealMutation;
  readonly onAnswer: (answer: RevealAnswer) => void;
  readonly onClose: () => void;
};

export function AskReason({ path, mutation, onAnswer, onClose }: AskReasonProps) {
  const [reason, setReason] = useState("");
  const inputRef = useRef<HTMLInputElement>(null);
  const formId = useId();
  const reveal = useMutation(mutation);

  function submit(event: FormEvent): void {
    event.preventDefault();
    reveal.mutate({ path, reason }, { onSuccess: onAnswer });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={inputRef}
      title={`Reveal ${namePath(path).toLowerCase()}?`}
      description="Showing this value is written to the audit log with your name. It hides again in 30 s."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={reveal.isPending}>
            Reveal for 30 s
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="mt-4">
        <Field id={`${formId}-reason`} label="Why it has to be seen">
          <Input
            id={`${formId}-reason`}
            autoComplete="off"
            ref={inputRef}
            value={reason}
            required
            minLength={5}
            maxLength={300}
            placeholder="Payroll ticket 4711"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
      {reveal.isError ? <ProblemNote>Nothing was revealed. {reveal.error.message}</ProblemNote> : null}
    </Dialog>
  );
}
