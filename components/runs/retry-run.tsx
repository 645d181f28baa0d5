"use client";

import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import type { RunDetail } from "@/lib/sync/schema";
import type { RetryPlan } from "@/lib/sync/schema/retry";

import { isActive } from "./run-names";

const RetryDialog = dynamic(async () => (await import("./retry-dialog")).RetryDialog);

/** Tries a run again that failed or was cancelled; not while that happens already. */
export function RetryRun({ run }: { readonly run: RunDetail }) {
  // The question stays the one that was put, also when somebody else answers it meanwhile.
  const [asked, setAsked] = useState<RetryPlan | null>(null);
  const { retryPlan: plan } = run;
  const isUnderWay = run.retryWaits || (run.retriedBy !== null && isActive(run.retriedBy));
  return (
    <>
      {plan === null || isUnderWay ? null : (
        <Button look="primary" onClick={() => setAsked(plan)}>
          Retry…
        </Button>
      )}
      {asked === null ? null : <RetryDialog run={run} plan={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
