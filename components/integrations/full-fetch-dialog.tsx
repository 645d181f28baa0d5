"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { RadioRows } from "@/components/ui/radio-rows";
import { formatCount, formatList } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { fullFetchMutation } from "@/lib/queries/integrations";
import type { FullFetchAnswer } from "@/lib/sync/schema";

import { EndpointChoice } from "./endpoint-choice";
import { buildFullFetchPlan, listFetchable } from "./full-fetch-plan";
import { FullFetchPlanList } from "./full-fetch-plan-list";
import { nameIntegration } from "./integration-name";

type FullFetchDialogProps = {
  readonly integration: IntegrationDetail;
  /** The one to begin with; otherwise all of them. */
  readonly endpoint?: string | null;
  readonly onClose: () => void;
  readonly onStarted: (runs: FullFetchAnswer["runs"]) => void;
};

export function FullFetchDialog({ integration, endpoint = null, onClose, onStarted }: FullFetchDialogProps) {
  const [scope, setScope] = useState<"all" | "chosen">(endpoint === null ? "all" : "chosen");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(endpoint === null ? [] : [endpoint]));
  const [isDryRun, setIsDryRun] = useState(false);
  const primaryRef = useRef<HTMLButtonElement>(null);
  const fullFetch = useMutation({
    ...fullFetchMutation(integration.komboIntegrationId),
  });

  const fetchable = listFetchable(integration.endpointRows);
  const all = buildFullFetchPlan(fetchable);
  const plan = scope === "all" ? all : buildFullFetchPlan(fetchable.filter((row) => chosen.has(row.endpoint)));
  const count = formatCount(plan.endpoints.length, "endpoint");

  function start(): void {
    fullFetch.mutate(
      { dryRun: isDryRun, ...(scope === "all" ? {} : { endpoints: [...chosen] }) },
      {
        onSuccess: (answer) => {
          onStarted(answer.runs);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={primaryRef}
      title={`Read everything from ${integration.toolLabel} again?`}
      description={`For ${nameIntegration(integration)}. Our copy stays as it is and is corrected page by page.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            ref={primaryRef}
            look="primary"
            disabled={plan.endpoints.length === 0 || fullFetch.isPending}
            onClick={start}
          >
            {isDryRun ? `Start dry run of ${count}` : `Start full fetch of ${count}`}
          </Button>
        </>
      }
    >
      <div className="mt-4">
        <RadioRows
          label="Which endpoints"
          value={scope}
          onChange={setScope}
          options={[
            {
              value: "all",
              label: `All ${formatCount(fetchable.length, "endpoint")}`,
              note: formatCount(all.records, "record"),
            },
            { value: "chosen", label: "Chosen endpoints", note: describeChosen(plan.endpoints, scope) },
          ]}
        />
        {scope === "chosen" ? <EndpointChoice endpoints={fetchable} chosen={chosen} onChange={setChosen} /> : null}
      </div>
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      {plan.endpoints.length === 0 ? (
        <p className="text-muted">Nothing yet: choose at least one endpoint.</p>
      ) : (
        <FullFetchPlanList plan={plan} isDryRun={isDryRun} />
      )}
      <div className="bg-sunken mt-4 flex items-center gap-2 rounded-md px-3 py-2">
        <Checkbox id="dry-run" isChecked={isDryRun} onChange={setIsDryRun} />
        <label htmlFor="dry-run" className="cursor-pointer">
          <span className="font-medium">Dry run</span>{" "}
          <span className="text-muted">Write nothing; show what would be created, changed and deleted</span>
        </label>
      </div>
      {fullFetch.isError ? <ProblemNote>The full fetch was not started. {fullFetch.error.message}</ProblemNote> : null}
    </Dialog>
  );
}

function describeChosen(endpoints: readonly { readonly label: string }[], scope: "all" | "chosen"): string {
  if (scope === "all" || endpoints.length === 0) return "none yet";
  return formatList(endpoints.map(({ label }) => label));
}
