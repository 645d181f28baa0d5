"use client";

import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";

import { FormProblem } from "@/components/feedback/form-problem";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordField } from "@/components/ui/password-field";
import { signInMutation } from "@/lib/queries/sign-in";

import { textOf } from "./text-of";

export function SignInForm({ next }: { readonly next: string }) {
  const signIn = useMutation(signInMutation);

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { email: textOf(form, "email"), password: textOf(form, "password") };
    signIn.mutate(credentials, { onSuccess: () => window.location.assign(next) });
  }

  // Until the next page is there, too.
  const isBusy = signIn.isPending || signIn.isSuccess;
  return (
    <form onSubmit={submit} className="mt-6 flex flex-col gap-4">
      <Field id="email" label="E-mail">
        <Input id="email" name="email" type="email" autoComplete="username" required aria-invalid={signIn.isError} />
      </Field>
      <PasswordField name="password" label="Password" autoComplete="current-password" isInvalid={signIn.isError} />
      <FormProblem error={signIn.error} />
      <Button type="submit" look="primary" size="lg" disabled={isBusy} className="mt-1">
        {isBusy ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}
