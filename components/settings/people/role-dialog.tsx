"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toastUndoable } from "@/components/ui/toast-undoable";
import type { PersonRow } from "@/lib/auth/schema/people";
import { roleMutation } from "@/lib/queries/people";

import { roleNames } from "./person-names";
import { RoleChoice } from "./role-choice";

type RoleDialogProps = { readonly person: PersonRow; readonly onClose: () => void };

export function RoleDialog({ person, onClose }: RoleDialogProps) {
  const [role, setRole] = useState(person.role);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const change = useMutation(roleMutation(person.id));

  function perform(): void {
    const was = person.role;
    change.mutate(
      { role },
      {
        onSuccess: () => {
          toastUndoable(`${person.name} is ${roleNames[role].toLowerCase()} now`, () =>
            change.mutateAsync({ role: was }),
          );
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={cancelRef}
      title={`What may ${person.name} do?`}
      description="In force at once, also in the sessions that are open."
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" disabled={role === person.role || change.isPending} onClick={perform}>
            Make {roleNames[role].toLowerCase()}
          </Button>
        </>
      }
    >
      <div className="mt-4">
        <RoleChoice value={role} onChange={setRole} />
      </div>
      {change.isError ? <ProblemNote>The role was not changed. {change.error.message}</ProblemNote> : null}
    </Dialog>
  );
}
