"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SyntheticEvent } from "react";

import { FormProblem } from "@/components/feedback/form-problem";
import { roleNames } from "@/components/settings/people/person-names";
import { usePerson } from "@/components/shell/person-context";
import { textOf } from "@/components/sign-in/text-of";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { toastUndoable } from "@/components/ui/toast-undoable";
import { accountQuery, renameMutation } from "@/lib/queries/account";

export function Profile() {
  const [isRenaming, setIsRenaming] = useState(false);
  const person = usePerson();
  const { data: account } = useQuery(accountQuery);
  const name = account?.name ?? person?.name ?? "";
  return (
    <Panel
      title="Profile"
      actions={
        isRenaming ? null : (
          <Button size="sm" onClick={() => setIsRenaming(true)}>
            Change name
          </Button>
        )
      }
    >
      {isRenaming ? <NameForm name={name} onClose={() => setIsRenaming(false)} /> : null}
      <KeyValues className="px-4 py-2">
        {isRenaming ? null : <KeyValue label="Name">{name}</KeyValue>}
        <KeyValue label="E-mail">{person?.email}</KeyValue>
        <KeyValue label="Role">
          {person ? roleNames[person.role] : null}
          {person?.role === "admin" ? null : <span className="text-subtle"> · an administrator can change it</span>}
        </KeyValue>
      </KeyValues>
    </Panel>
  );
}

function NameForm({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const router = useRouter();
  const rename = useMutation(renameMutation);

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    rename.mutate(
      { name: textOf(new FormData(event.currentTarget), "name") },
      {
        onSuccess: () => {
          // The name in the sidebar comes from the server.
          router.refresh();
          toastUndoable("Your name is changed.", async () => {
            await rename.mutateAsync({ name });
            router.refresh();
          });
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 border-b p-4">
      <Field id="own-name" label="Name" hint="It stands beside what you do, in runs and in the audit log.">
        <Input id="own-name" name="name" defaultValue={name} autoComplete="name" required maxLength={100} />
      </Field>
      <FormProblem error={rename.error} />
      <div className="flex gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={rename.isPending}>
          Save name
        </Button>
      </div>
    </form>
  );
}
