"use client";

import { type ReactNode, useRef } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";

type ReplayDialogProps = {
  readonly title: string;
  readonly description: string;
  /** What will happen, as `KeyValue`s; null where nothing can. */
  readonly effects: ReactNode;
  /** Repeats the verb and the count. */
  readonly action: string;
  readonly isReady: boolean;
  readonly error: Error | null;
  readonly onReplay: () => void;
  readonly onClose: () => void;
};

/** Says what a replay would do, in numbers, and what it never does. */
export function ReplayDialog(props: ReplayDialogProps) {
  const { title, description, effects, action, isReady, error, onReplay, onClose } = props;
  const primaryRef = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={primaryRef}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {/* Not disabled: it must take the focus while the count is on its way. */}
          <Button ref={primaryRef} look="primary" aria-disabled={!isReady} onClick={isReady ? onReplay : undefined}>
            {action}
          </Button>
        </>
      }
    >
      {effects === null ? null : (
        <>
          <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
          <KeyValues>
            {effects}
            <KeyValue label="History">stays as it is; the webhooks are not rewritten</KeyValue>
            <KeyValue label="Kombo">is only read; nothing is sent to it or to its tool</KeyValue>
          </KeyValues>
        </>
      )}
      {error ? <ProblemNote>Nothing was replayed. {error.message}</ProblemNote> : null}
    </Dialog>
  );
}
