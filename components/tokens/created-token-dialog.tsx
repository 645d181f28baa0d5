"use client";

import { KeyRound } from "lucide-react";
import { useRef } from "react";

import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import type { CreatedToken } from "@/lib/auth/schema/tokens";

type CreatedTokenDialogProps = {
  readonly created: CreatedToken;
  readonly appUrl: string;
  readonly onClose: () => void;
};

/** The one time the token is shown. */
export function CreatedTokenDialog({ created: { token, row }, appUrl, onClose }: CreatedTokenDialogProps) {
  const doneRef = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={doneRef}
      title={`The token ${row.name}`}
      description="Copy it now: it is not stored, and cannot be shown again."
      footer={
        <Button ref={doneRef} look="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <CodeBlock text={token} label="The token" className="mt-4" />
      <h3 className="mt-5 mb-1.5 font-semibold">Try it</h3>
      <CodeBlock
        text={`curl -H "Authorization: Bearer ${token}" \\\n  "${appUrl}/api/v1/integrations"`}
        label="A first request"
      />
      <Note icon={KeyRound} className="mt-4">
        Keep it where you keep passwords. Whoever has it needs no sign-in; revoke it here if it was seen by anybody
        else.
      </Note>
    </Dialog>
  );
}
