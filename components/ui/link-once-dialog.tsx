"use client";

import { type ReactNode, useRef } from "react";

import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Dialog } from "./dialog";
import { Note } from "./note";

type LinkOnceDialogProps = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly note: ReactNode;
  readonly onClose: () => void;
};

/** A link that is shown once: closed by accident, another one would have to be made. */
export function LinkOnceDialog({ url, title, description, note, onClose }: LinkOnceDialogProps) {
  const linkRef = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={linkRef}
      staysOpen
      title={title}
      description={description}
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="mt-4 flex items-center gap-2">
        <input
          ref={linkRef}
          readOnly
          aria-label="Link"
          value={url}
          onFocus={(event) => event.currentTarget.select()}
          className="mono border-border-strong bg-surface h-9 min-w-0 grow truncate rounded-md border px-2 max-sm:h-11"
        />
        <CopyButton text={url} label="Copy the link" />
      </div>
      <Note className="mt-4">{note}</Note>
    </Dialog>
  );
}
