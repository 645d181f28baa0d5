"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";

import { FormProblem } from "@/components/feedback/form-problem";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { singleSignOnMutation } from "@/lib/queries/sign-in";

type SingleSignOnProps = {
  /** What it is called here. */
  readonly name: string;
  readonly next: string;
  /** Why the last try sent the person back here. */
  readonly problem: string | null;
};

export function SingleSignOn({ name, next, problem }: SingleSignOnProps) {
  const start = useMutation(singleSignOnMutation);
  const isBusy = start.isPending || start.isSuccess;
  const shown = start.error ?? (problem !== null && start.isIdle ? new Error(problem) : null);
  return (
    <div className="mt-6 flex flex-col gap-4">
      <FormProblem error={shown} />
      <Button
        size="lg"
        disabled={isBusy}
        onClick={() => start.mutate({ next }, { onSuccess: ({ url }) => window.location.assign(url) })}
      >
        <Icon of={KeyRound} size="sm" className="text-subtle" />
        <span className="truncate">Continue with {name}</span>
      </Button>
      <p className="text-subtle before:bg-border after:bg-border flex items-center gap-3 text-xs before:h-px before:grow after:h-px after:grow">
        or with your password
      </p>
    </div>
  );
}
