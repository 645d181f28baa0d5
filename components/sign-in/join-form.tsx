"use client";

import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";

import { FormProblem } from "@/components/feedback/form-problem";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { joinMutation } from "@/lib/queries/sign-in";

import { textOf } from "./text-of";

type JoinFormProps = { readonly token: string; readonly email: string; readonly action: string };

export function JoinForm({ token, email, action }: JoinFormProps) {
  const join = useMutation(joinMutation);

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const password = textOf(new FormData(event.currentTarget), "password");
    join.mutate({ token, password }, { onSuccess: () => window.location.assign("/") });
  }

  const isBusy = join.isPending || join.isSuccess;
  return (
    <form onSubmit={submit} className="mt-6 flex flex-col gap-4">
      {/* For managers of passwords, which keep it with the e-mail. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        isInvalid={join.isError}
        hint="At least 12 characters. Three or four words are easy to keep."
      />
      <FormProblem error={join.error} />
      <Button type="submit" look="primary" size="lg" disabled={isBusy} className="mt-1">
        {isBusy ? "Signing in" : action}
      </Button>
    </form>
  );
}
