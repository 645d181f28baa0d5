"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { listFetchable } from "@/components/integrations/full-fetch-plan";
import { nameIntegration } from "@/components/integrations/integration-name";
import { KeyValue } from "@/components/ui/key-values";
import { Segmented } from "@/components/ui/segmented";
import { toastOutcome } from "@/components/ui/toast-outcome";
import { toastUndoable } from "@/components/ui/toast-undoable";
import { useNow } from "@/components/ui/use-now";
import { formatCount, formatSpan } from "@/lib/format";
import type { EndpointRow, IntegrationDetail } from "@/lib/health/schema";
import { settingsMutation } from "@/lib/queries/integration-controls";

import { ControlDialog } from "./control-dialog";

const serveChoices = [60, 300, 900, 3_600] as const;
const confirmChoices = [3_600, 21_600, 43_200, 93_600, 259_200] as const;

type ObjectivesDialogProps = { readonly integration: IntegrationDetail; readonly onClose: () => void };

/** What counts as late for this integration. */
export function ObjectivesDialog({ integration, onClose }: ObjectivesDialogProps) {
  const { serveObjectiveSeconds: servedNow, confirmObjectiveSeconds: confirmedNow } = integration;
  const [serve, setServe] = useState(servedNow);
  const [confirm, setConfirm] = useState(confirmedNow);
  const now = useNow();
  const deed = useMutation(settingsMutation(integration.komboIntegrationId));
  const fetchable = listFetchable(integration.endpointRows);
  const late = fetchable.filter((row) => isLate(row, { serve, confirm, now })).length;
  return (
    <ControlDialog
      title={`How fresh must ${nameIntegration(integration)} be?`}
      description="Past these times it is shown as late and asks for attention. A shorter one can make it fetch more often, never less."
      choice={
        <div className="grid gap-4">
          <Choice label="A change is fetched within" value={serve} choices={serveChoices} onChange={setServe} />
          <Choice label="A complete fetch ends within" value={confirm} choices={confirmChoices} onChange={setConfirm} />
        </div>
      }
      effects={
        <>
          <KeyValue label="Late now">
            {late === 0 ? "none" : formatCount(late, "endpoint")} of {formatCount(fetchable.length, "endpoint")}
          </KeyValue>
          <KeyValue label="Catch-up">
            without a webhook an endpoint is asked at least every {formatSpan(confirm * 500)}, unless the schedule is
            tighter
          </KeyValue>
        </>
      }
      button="Set the objectives"
      isReady={serve !== servedNow || confirm !== confirmedNow}
      onConfirm={() => {
        onClose();
        void toastOutcome(deed.mutateAsync({ serveObjectiveSeconds: serve, confirmObjectiveSeconds: confirm }), {
          done: () =>
            toastUndoable(
              `A change within ${formatSpan(serve * 1_000)}, a complete fetch within ${formatSpan(confirm * 1_000)}.`,
              () => deed.mutateAsync({ serveObjectiveSeconds: servedNow, confirmObjectiveSeconds: confirmedNow }),
            ),
          refusal: "The objectives are as they were.",
        });
      }}
      onClose={onClose}
    />
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: number;
  readonly choices: readonly number[];
  readonly onChange: (value: number) => void;
};

/** One that was set over HTTP stands among the usual ones. */
function Choice({ label, value, choices, onChange }: ChoiceProps) {
  const [first] = useState(value);
  const all = [...new Set([...choices, first])].toSorted((one, other) => one - other);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <span className="w-52 font-medium">{label}</span>
      <Segmented
        label={label}
        value={String(value)}
        options={all.map((seconds) => ({ value: String(seconds), label: formatSpan(seconds * 1_000) }))}
        onChange={(next) => onChange(Number(next))}
      />
    </div>
  );
}

type Judged = { readonly serve: number; readonly confirm: number; readonly now: Date };

function isLate({ dirtySince, lastSucceededAt }: EndpointRow, { serve, confirm, now }: Judged): boolean {
  const isOlder = (time: string | null, seconds: number) =>
    time !== null && now.getTime() - new Date(time).getTime() > seconds * 1_000;
  return isOlder(dirtySince, serve) || isOlder(lastSucceededAt, confirm);
}
