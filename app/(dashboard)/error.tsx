"use client";

import { ErrorState } from "@/components/feedback/error-state";
import { Page } from "@/components/shell/page";

type ErrorPageProps = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

export default function DashboardError({ error, reset }: ErrorPageProps) {
  return (
    <Page crumbs={[{ label: "Error" }]}>
      <ErrorState
        level="h1"
        subject="This page"
        unaffected="Fetching goes on; only this page is missing."
        error={error}
        onRetry={reset}
      />
    </Page>
  );
}
