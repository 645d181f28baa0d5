"use client";

import { CircleAlert, Eye, EyeOff } from "lucide-react";
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";

import { authClient } from "./auth-client";

export function SignInForm({ next }: { readonly next: string }) {
  const [isShown, setIsShown] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function signIn(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    setProblem(null);
    const { error } = await authClient.signIn.email({
      email: textOf(form, "email"),
      password: textOf(form, "password"),
    });
    if (!error) return window.location.assign(next);
    setIsBusy(false);
    setProblem(sayWhy(error.status));
  }

  return (
    <form onSubmit={(event) => void signIn(event)} className="mt-6 flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <label htmlFor="email" className="font-medium">
          E-mail
        </label>
        <Input id="email" name="email" type="email" autoComplete="username" required aria-invalid={problem !== null} />
      </div>
      <div className="flex flex-col gap-1.5">
        <div className="flex items-center">
          <label htmlFor="password" className="font-medium">
            Password
          </label>
          <button
            type="button"
            aria-pressed={isShown}
            onClick={() => setIsShown(!isShown)}
            className="text-muted hover:text-fg ml-auto inline-flex min-h-6 items-center gap-1.5 rounded-sm text-xs"
          >
            <Icon of={isShown ? EyeOff : Eye} size="sm" />
            {isShown ? "Hide" : "Show"}
            <span className="sr-only"> the password</span>
          </button>
        </div>
        <Input
          id="password"
          name="password"
          type={isShown ? "text" : "password"}
          autoComplete="current-password"
          required
          aria-invalid={problem !== null}
        />
      </div>
      {problem ? (
        <p role="alert" className="text-danger-fg flex items-start gap-2">
          <Icon of={CircleAlert} size="sm" className="mt-0.75" />
          {problem}
        </p>
      ) : null}
      <Button type="submit" look="primary" disabled={isBusy} className="mt-1 h-9 w-full">
        {isBusy ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function sayWhy(status: number): string {
  if (status === 401 || status === 403) return "E-mail and password do not match an account.";
  if (status === 429) return "Too many attempts. Try again in a minute.";
  return "Kombo Mirror did not answer as expected. Try again in a moment.";
}
