"use client";

import { useMutation } from "@tanstack/react-query";

import { nameIntegration } from "@/components/integrations/integration-name";
import { KeyValue } from "@/components/ui/key-values";
import { toast } from "@/components/ui/toast";
import { toastOutcome } from "@/components/ui/toast-outcome";
import { toastUndoable } from "@/components/ui/toast-undoable";
import { formatCount } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { pauseMutation, resumeMutation } from "@/lib/queries/integration-controls";

import { ControlDialog } from "./control-dialog";

type PauseDialogProps = { readonly integration: IntegrationDetail; readonly onClose: () => void };

/** Pauses what runs and resumes what is paused. */
export function PauseDialog({ integration, onClose }: PauseDialogProps) {
  return integration.pausedAt === null ? (
    <Pause integration={integration} onClose={onClose} />
  ) : (
    <Resume integration={integration} onClose={onClose} />
  );
}

function Pause({ integration, onClose }: PauseDialogProps) {
  const name = nameIntegration(integration);
  const deed = useMutation(pauseMutation(integration.komboIntegrationId));
  const resume = useMutation(resumeMutation(integration.komboIntegrationId));
  const running = integration.endpointRows.filter(({ now }) => now.kind === "running").length;
  return (
    <ControlDialog
      title={`Pause fetching for ${name}?`}
      description="Its records stay as they are until it is resumed. Nothing changes at Kombo or for the customer."
      effects={
        <>
          <KeyValue label="Stops">
            {running === 0
              ? "nothing runs now; no run starts until it is resumed"
              : `${formatCount(running, "run")} after the page in hand, to go on where it stopped when resumed`}
          </KeyValue>
          <KeyValue label="Goes on">webhooks are received and stored, and mark what they would have fetched</KeyValue>
          <KeyValue label="Waits">
            in the last 24 h {formatCount(integration.runs24h, "run")} brought{" "}
            {formatCount(integration.changes24h, "change")}; as much is not seen per day
          </KeyValue>
          <KeyValue label="After 14 days">
            deltas cannot see deletions any more, so everything is fetched again
          </KeyValue>
        </>
      }
      button="Pause"
      takesAway
      onConfirm={() => {
        onClose();
        void toastOutcome(deed.mutateAsync(), {
          done: () => toastUndoable(`${name} is paused.`, () => resume.mutateAsync()),
          refusal: "Nothing was paused.",
        });
      }}
      onClose={onClose}
    />
  );
}

function Resume({ integration, onClose }: PauseDialogProps) {
  const name = nameIntegration(integration);
  const deed = useMutation(resumeMutation(integration.komboIntegrationId));
  const waiting = integration.endpointRows.filter((row) => row.dirtySince !== null || row.activeRun !== null).length;
  return (
    <ControlDialog
      title={`Resume fetching for ${name}?`}
      description="What was marked or stopped meanwhile is fetched first; deltas ask from where each endpoint stood."
      effects={
        <>
          <KeyValue label="Due at once">
            {waiting === 0 ? "nothing: nothing changed meanwhile" : formatCount(waiting, "endpoint")}
          </KeyValue>
          <KeyValue label="Not lost">every webhook that came meanwhile is stored and its marks are kept</KeyValue>
        </>
      }
      button={waiting === 0 ? "Resume" : `Resume and fetch ${formatCount(waiting, "endpoint")}`}
      onConfirm={() => {
        onClose();
        void toastOutcome(deed.mutateAsync(), {
          done: ({ due }) =>
            toast(
              due.length === 0 ? `${name} goes on.` : `${name} goes on: ${formatCount(due.length, "endpoint")} due.`,
            ),
          refusal: "It is still paused.",
        });
      }}
      onClose={onClose}
    />
  );
}
