"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { listFetchable } from "@/components/integrations/full-fetch-plan";
import { nameIntegration } from "@/components/integrations/integration-name";
import { KeyValue } from "@/components/ui/key-values";
import { RadioRows } from "@/components/ui/radio-rows";
import { toastOutcome } from "@/components/ui/toast-outcome";
import { toastUndoable } from "@/components/ui/toast-undoable";
import { formatCount, formatNumber } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { settingsMutation } from "@/lib/queries/integration-controls";

import { ControlDialog } from "./control-dialog";

export const strategyNames = { changed_models: "Changed models", simplified: "Simplified" } as const;

type StrategyDialogProps = { readonly integration: IntegrationDetail; readonly onClose: () => void };

/** What a webhook that says `data-changed` marks. */
export function StrategyDialog({ integration, onClose }: StrategyDialogProps) {
  const current = integration.strategy === "simplified" ? "simplified" : "changed_models";
  const [strategy, setStrategy] = useState<keyof typeof strategyNames>(current);
  const deed = useMutation(settingsMutation(integration.komboIntegrationId));
  const all = listFetchable(integration.endpointRows).length;
  return (
    <ControlDialog
      title={`How should webhooks of ${nameIntegration(integration)} act?`}
      description="Kombo names the models that changed. Either that list decides what is fetched, or everything is asked for."
      choice={
        <RadioRows
          label="Strategy"
          value={strategy}
          onChange={setStrategy}
          options={[
            {
              value: "changed_models",
              label: strategyNames.changed_models,
              note: "only endpoints fed by what changed",
            },
            {
              value: "simplified",
              label: strategyNames.simplified,
              note: `all ${formatCount(all, "endpoint")}, always`,
            },
          ]}
        />
      }
      effects={
        strategy === "simplified" ? (
          <>
            <KeyValue label="Each webhook">
              marks all {formatCount(all, "endpoint")}: at least {formatCount(all, "request")} to Kombo, most of them
              empty
            </KeyValue>
            <KeyValue label="For">when in doubt whether Kombo names every model that changed</KeyValue>
          </>
        ) : (
          <>
            <KeyValue label="Each webhook">
              marks only the endpoints that the changed models feed, of {formatNumber(all)}
            </KeyValue>
            <KeyValue label="Unknown models">
              mark all {formatCount(all, "endpoint")}, so that nothing is missed
            </KeyValue>
          </>
        )
      }
      button={`Use “${strategyNames[strategy]}”`}
      isReady={strategy !== current}
      onConfirm={() => {
        onClose();
        void toastOutcome(deed.mutateAsync({ strategy }), {
          done: () =>
            toastUndoable(`Webhooks act by “${strategyNames[strategy]}” now.`, () =>
              deed.mutateAsync({ strategy: current }),
            ),
          refusal: "The strategy is as it was.",
        });
      }}
      onClose={onClose}
    />
  );
}
