"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";

import { FormProblem } from "@/components/feedback/form-problem";
import { textOf } from "@/components/sign-in/text-of";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { PasswordField } from "@/components/ui/password-field";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format";
import { accountQuery, passwordMutation } from "@/lib/queries/account";

export function Password() {
  const [isChanging, setIsChanging] = useState(false);
  const { data: account, isError } = useQuery(accountQuery);
  const isOffered = account?.hasPassword === true && !isChanging;
  return (
    <Panel
      title="Password"
      actions={
        isOffered ? (
          <Button size="sm" onClick={() => setIsChanging(true)}>
            Change password
          </Button>
        ) : null
      }
    >
      {isChanging ? (
        <PasswordForm onClose={() => setIsChanging(false)} />
      ) : (
        <p className="text-muted px-4 py-3 text-pretty max-sm:min-h-16">
          {account ? (
            describe(account)
          ) : isError ? (
            "How you sign in could not be loaded."
          ) : (
            <Skeleton className="w-60" />
          )}
        </p>
      )}
    </Panel>
  );
}

type Ways = { readonly hasPassword: boolean; readonly singleSignOn: string | null };

function describe({ hasPassword, singleSignOn }: Ways): string {
  if (!hasPassword) return `You come in by ${singleSignOn ?? "single sign-on"} and have no password here.`;
  const also = singleSignOn ? `, or come in by ${singleSignOn}` : "";
  return `You sign in with your e-mail and a password${also}. Changing it ends your other sessions.`;
}

function PasswordForm({ onClose }: { readonly onClose: () => void }) {
  const change = useMutation(passwordMutation);

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate(
      { currentPassword: textOf(form, "current-password"), newPassword: textOf(form, "new-password") },
      {
        onSuccess: ({ endedSessions }) => {
          toast(`Your password is changed. ${formatCount(endedSessions, "other session")} ended.`);
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4 p-4">
      <PasswordField
        name="current-password"
        label="Present password"
        autoComplete="current-password"
        isInvalid={change.error?.message.startsWith("Present password") ?? false}
      />
      <PasswordField
        name="new-password"
        label="New password"
        autoComplete="new-password"
        isInvalid={change.error?.message.startsWith("New password") ?? false}
        hint="At least 12 characters. Three or four words are easy to keep."
      />
      <FormProblem error={change.error} />
      <div className="flex gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={change.isPending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
