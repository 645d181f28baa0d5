"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { KeyValue } from "@/components/ui/key-values";
import { RadioRows } from "@/components/ui/radio-rows";
import { toast } from "@/components/ui/toast";
import type { IntegrationDetail } from "@/lib/health/schema";
import { askSyncMutation } from "@/lib/queries/integration-controls";
import type { AskSyncRequest } from "@/lib/sync/schema/controls";

import { ControlDialog } from "./control-dialog";

type AskSyncDialogProps = { readonly integration: IntegrationDetail; readonly onClose: () => void };

/** Kombo's own copy may be hours old: this makes it look now. */
export function AskSyncDialog({ integration, onClose }: AskSyncDialogProps) {
  const { toolLabel } = integration;
  const [type, setType] = useState<AskSyncRequest["type"]>("DELTA");
  const deed = useMutation(askSyncMutation(integration.komboIntegrationId));
  return (
    <ControlDialog
      title={`Ask Kombo to sync ${toolLabel} now?`}
      description={`Kombo reads ${toolLabel} on its own schedule. This asks it to look now; a full fetch here reads only what Kombo has already.`}
      choice={
        <RadioRows
          label="What Kombo reads"
          value={type}
          onChange={setType}
          options={[
            { value: "DELTA", label: "What changed", note: "everything, where the tool has no deltas" },
            { value: "FULL", label: "Everything", note: "slow for large tools" },
          ]}
        />
      }
      effects={
        <>
          <KeyValue label="At Kombo">1 request to its API; a sync that is queued or runs already is joined</KeyValue>
          <KeyValue label="Here">nothing now; what Kombo finds comes as webhooks, in minutes to hours</KeyValue>
          <KeyValue label="Not for">every day: Kombo asks not to be asked periodically</KeyValue>
        </>
      }
      button={`Ask to sync ${toolLabel}`}
      refusal="No sync was started."
      deed={deed}
      onConfirm={() =>
        deed.mutate(
          { type },
          {
            onSuccess: ({ alreadyQueued, type: started }) => {
              const what = started === "FULL" ? "everything" : "what changed";
              toast(
                alreadyQueued
                  ? `Kombo was syncing ${toolLabel} already (${what}).`
                  : `Kombo syncs ${toolLabel} now (${what}).`,
              );
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
