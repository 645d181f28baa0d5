"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
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
    change.mutate(
      { role },
      {
        onSuccess: () => {
          toast(`${person.name} is ${roleNames[role].toLowerCase()} now`);
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
