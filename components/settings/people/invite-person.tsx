"use client";

import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useId, useRef, useState, type SyntheticEvent } from "react";

import { FormProblem } from "@/components/feedback/form-problem";
import { textOf } from "@/components/sign-in/text-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import type { Role } from "@/lib/auth/roles";
import type { LinkAnswer } from "@/lib/auth/schema/people";
import { inviteMutation } from "@/lib/queries/people";

import { LinkDialog } from "./link-dialog";
import { RoleChoice } from "./role-choice";

export function InvitePerson() {
  const [isAsking, setIsAsking] = useState(false);
  const [link, setLink] = useState<LinkAnswer | null>(null);
  return (
    <>
      <Button look="primary" onClick={() => setIsAsking(true)}>
        <Icon of={UserPlus} size="sm" />
        Invite…
      </Button>
      {isAsking ? (
        <InviteDialog
          onClose={() => setIsAsking(false)}
          onInvited={(answer) => {
            setIsAsking(false);
            setLink(answer);
          }}
        />
      ) : null}
      {link ? <LinkDialog link={link} onClose={() => setLink(null)} /> : null}
    </>
  );
}

type InviteDialogProps = { readonly onClose: () => void; readonly onInvited: (link: LinkAnswer) => void };

function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const [role, setRole] = useState<Role>("viewer");
  const nameRef = useRef<HTMLInputElement>(null);
  const formId = useId();
  const invite = useMutation(inviteMutation);

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    invite.mutate({ name: textOf(form, "name"), email: textOf(form, "email"), role }, { onSuccess: onInvited });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={nameRef}
      title="Invite somebody?"
      description="You get a link to hand over. It works once, within 7 days; no e-mail is sent."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={invite.isPending}>
            Create invitation
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="mt-5 flex flex-col gap-4">
        <Field id="invite-name" label="Name">
          <Input ref={nameRef} id="invite-name" name="name" autoComplete="off" required maxLength={100} />
        </Field>
        <Field id="invite-email" label="E-mail">
          <Input id="invite-email" name="email" type="email" autoComplete="off" required maxLength={254} />
        </Field>
        <div>
          <p className="mb-1.5 font-medium">Role</p>
          <RoleChoice value={role} onChange={setRole} />
        </div>
        <FormProblem error={invite.error} />
      </form>
    </Dialog>
  );
}
