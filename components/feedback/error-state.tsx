"use client";

import { CircleAlert, RotateCw } from "lucide-react";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { cn } from "@/lib/cn";
import { isApiError } from "@/lib/queries/api-error";

import { headingLook } from "./empty-state";

type ErrorStateProps = {
  /** `h1` where nothing else on the page is one. */ readonly level?: "h1" | "h2";
  /** Begins the sentence: "The runs". */
  readonly subject: string;
  /** What goes on all the same, as a sentence. */
  readonly unaffected: string;
  readonly error: Error;
  readonly onRetry: () => void;
};

/** What could not be done, what is not affected, what to do. */
export function ErrorState({ subject, unaffected, error, onRetry, level: Heading = "h2" }: ErrorStateProps) {
  const requestId = isApiError(error) ? error.requestId : null;
  // Who may not look is told the same again.
  const canRetry = !isApiError(error) || error.code !== "forbidden";
  const message = isApiError(error) ? error.message : "Something in this page broke.";
  return (
    <div role="alert" className={cn("flex gap-3", Heading === "h1" ? null : "py-6 sm:px-2")}>
      <Icon of={CircleAlert} className={cn("text-danger-solid", Heading === "h1" ? "mt-1.5" : "mt-0.5")} />
      <div className="min-w-0">
        <Heading className={headingLook[Heading]}>{subject} could not be loaded</Heading>
        <p className="text-muted max-w-text text-pretty">
          {message} {unaffected}
        </p>
        <div className="mt-3 flex flex-wrap items-center gap-3">
          {canRetry ? (
            <Button size="sm" onClick={onRetry}>
              <Icon of={RotateCw} size="xs" />
              Try again
            </Button>
          ) : null}
          {requestId ? <span className="mono text-subtle">req {requestId}</span> : null}
        </div>
      </div>
    </div>
  );
}
