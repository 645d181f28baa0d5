"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import { ControlDialog } from "@/components/integrations/controls/control-dialog";
import { nameIntegration } from "@/components/integrations/integration-name";
import { KeyValue } from "@/components/ui/key-values";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { formatAbout, formatCount, formatNumber } from "@/lib/format";
import { runPath } from "@/lib/paths";
import { retryRunMutation } from "@/lib/queries/runs";
import type { RunDetail } from "@/lib/sync/schema";
import type { RetryPlan } from "@/lib/sync/schema/retry";

import { nameRun } from "./run-names";

const pageSize = 250;

type RetryDialogProps = { readonly run: RunDetail; readonly plan: RetryPlan; readonly onClose: () => void };

export function RetryDialog({ run, plan, onClose }: RetryDialogProps) {
  const router = useRouter();
  const retry = useMutation(retryRunMutation(run.id));
  const name = nameRun({ ...run, ...plan });
  return (
    <ControlDialog
      title="Try this run again?"
      description={`${name} for ${nameIntegration(run)}, as a new run. This one stays as it is.`}
      effects={
        plan.refusal === null ? <Effects run={run} plan={plan} /> : <KeyValue label="Nothing">{plan.refusal}</KeyValue>
      }
      button="Retry run"
      isReady={plan.refusal === null}
      refusal="The run was not tried again."
      deed={retry}
      onConfirm={() =>
        retry.mutate(undefined, {
          onSuccess: ({ runId, joined }) => {
            onClose();
            if (runId === null) return toast("The retry starts as soon as a worker is free.");
            toast(joined ? "Joined the run that is in progress already." : "The retry is queued.");
            router.push(runPath(runId));
          },
        })
      }
      onClose={onClose}
    />
  );
}

function Effects({ run, plan }: { readonly run: RunDetail; readonly plan: RetryPlan }) {
  return (
    <>
      <KeyValue label="Reads">{describeReading(plan)}</KeyValue>
      {plan.mode === "delta" && plan.since !== null ? (
        <KeyValue label="Changed since">
          <Time value={plan.since} as="moment" />
        </KeyValue>
      ) : null}
      {plan.mode === "full" && run.mode === "delta" ? (
        <KeyValue label="Why all">without a watermark of the last 14 days, a delta cannot see deletions</KeyValue>
      ) : null}
      <KeyValue label="Writes">
        {plan.dryRun ? "nothing; it shows what would change" : "only what differs from what is here"}
      </KeyValue>
      <KeyValue label="Deletes">{describeDeletes(plan)}</KeyValue>
      <KeyValue label="Is recorded">in the audit log, with your name</KeyValue>
    </>
  );
}

function describeReading({ mode, records }: RetryPlan): string {
  if (mode === "ids") return `${formatCount(records, "record")} by id`;
  if (mode === "delta") return `what changed; the endpoint holds ${formatNumber(records)} records`;
  if (records === 0) return "everything; how much that is, nobody knows yet";
  return `about ${formatAbout(records)} records in ${formatCount(Math.ceil(records / pageSize), "request")}`;
}

function describeDeletes({ mode, dryRun }: RetryPlan): string {
  if (dryRun) return "nothing";
  if (mode === "full") return "only what Kombo no longer returns; if that is unusually much, it asks you";
  return mode === "delta" ? "what Kombo says is deleted" : "what Kombo says is deleted, of these records";
}
