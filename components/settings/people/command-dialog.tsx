"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { toast } from "@/components/ui/toast";
import type { LinkAnswer, PersonRow } from "@/lib/auth/schema/people";
import { type PersonCommandName, personMutation } from "@/lib/queries/people";

import { personCommands } from "./person-commands";

type CommandDialogProps = {
  readonly person: PersonRow;
  readonly command: PersonCommandName;
  readonly onClose: () => void;
  /** There is a link to hand over. */
  readonly onLink: (link: LinkAnswer) => void;
};

/** Says what will happen to a person, and does it. */
export function CommandDialog({ person, command, onClose, onLink }: CommandDialogProps) {
  const { title, description, consequences, button, look, takesAway, refusal, done } = personCommands[command];
  const cancelRef = useRef<HTMLButtonElement>(null);
  const primaryRef = useRef<HTMLButtonElement>(null);
  const deed = useMutation(personMutation(person.id, command));

  function perform(): void {
    deed.mutate(undefined, {
      onSuccess: (answer) => {
        if ("url" in answer) return onLink(answer);
        toast(done(person));
        onClose();
      },
    });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={takesAway ? cancelRef : primaryRef}
      title={title(person)}
      description={description}
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button ref={primaryRef} look={look} disabled={deed.isPending} onClick={perform}>
            {button}
          </Button>
        </>
      }
    >
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      <KeyValues>
        {consequences(person).map(({ label, text }) => (
          <KeyValue key={label} label={label}>
            {text}
          </KeyValue>
        ))}
      </KeyValues>
      {deed.isError ? (
        <ProblemNote>
          {refusal} {deed.error.message}
        </ProblemNote>
      ) : null}
    </Dialog>
  );
}
