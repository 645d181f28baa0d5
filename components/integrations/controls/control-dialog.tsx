"use client";

import { type ReactNode, useRef } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValues } from "@/components/ui/key-values";

type ControlDialogProps = {
  readonly title: string;
  readonly description: string;
  /** What is chosen before it acts. */
  readonly choice?: ReactNode;
  /** `KeyValue`s: what will happen, in numbers. */
  readonly effects: ReactNode;
  /** Repeats the verb. */
  readonly button: string;
  /** Something stops by it: the focus starts on Cancel. */
  readonly takesAway?: boolean;
  readonly isReady?: boolean;
  /** Begins the sentence when it did not work: "Nothing was paused." A deed that is shown at once closes this instead. */
  readonly refusal?: string;
  readonly deed?: { readonly isPending: boolean; readonly error: Error | null };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks, says what will happen, and does it. */
export function ControlDialog({
  title,
  description,
  choice,
  effects,
  button,
  takesAway = false,
  isReady = true,
  refusal,
  deed,
  onConfirm,
  onClose,
}: ControlDialogProps) {
  const cancelRef = useRef<HTMLButtonElement>(null);
  const primaryRef = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={takesAway || !isReady ? cancelRef : primaryRef}
      title={title}
      description={description}
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button ref={primaryRef} look="primary" disabled={!isReady || deed?.isPending} onClick={onConfirm}>
            {button}
          </Button>
        </>
      }
    >
      {choice ? <div className="mt-4">{choice}</div> : null}
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      <KeyValues>{effects}</KeyValues>
      {deed?.error ? (
        <ProblemNote>
          {refusal} {deed.error.message}
        </ProblemNote>
      ) : null}
    </Dialog>
  );
}
