"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { isApiError } from "@/lib/queries/api-error";

import { EmptyState } from "./empty-state";
import { ErrorState } from "./error-state";

type DetailProblemProps = {
  readonly kind: "integration" | "webhook" | "run" | "record";
  readonly list: "/integrations" | "/webhooks" | "/runs" | "/records";
  readonly error: Error;
  readonly onRetry: () => void;
};

/** A page about one thing that cannot be shown: because it does not exist, or because it could not be loaded. */
export function DetailProblem({ kind, list, error, onRetry }: DetailProblemProps) {
  if (isApiError(error) && error.status === 404) {
    return (
      <EmptyState
        level="h1"
        title={`There is no such ${kind}`}
        text="It may have been removed, or the address is cut off."
      >
        <ButtonLink href={list}>See all {kind}s</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <ErrorState
      level="h1"
      subject={`This ${kind}`}
      unaffected="Fetching goes on; only this page is missing."
      error={error}
      onRetry={onRetry}
    />
  );
}
