"use client";

import { useRef } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import type { LinkAnswer } from "@/lib/auth/schema/people";

type LinkDialogProps = { readonly link: LinkAnswer; readonly onClose: () => void };

/** The link, once: closed by accident, it would have to be renewed. */
export function LinkDialog({ link, onClose }: LinkDialogProps) {
  const linkRef = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={linkRef}
      staysOpen
      title="Hand over this link"
      description={`Whoever opens it sets the password of ${link.email} and is signed in.`}
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
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
          className="mono border-border-strong bg-surface h-9 min-w-0 grow truncate rounded-md border px-2 max-sm:h-11"
        />
        <CopyButton text={link.url} label="Copy the link" />
      </div>
      <Note className="mt-4">
        It is shown only now, works once and ends <Time value={link.expiresAt} as="in" />. Send it where only that
        person reads.
      </Note>
    </Dialog>
  );
}
