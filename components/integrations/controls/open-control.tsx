"use client";

import { FullFetchDialog } from "@/components/integrations/full-fetch-dialog";
import { useFirst } from "@/components/ui/use-first";
import type { EndpointRow, IntegrationDetail } from "@/lib/health/schema";
import type { FullFetchAnswer } from "@/lib/sync/schema";

import { AskSyncDialog } from "./ask-sync-dialog";
import type { Control } from "./control";
import { ObjectivesDialog } from "./objectives-dialog";
import { PauseDialog } from "./pause-dialog";
import { ReconnectDialog } from "./reconnect-dialog";
import { RewindDialog } from "./rewind-dialog";
import { StrategyDialog } from "./strategy-dialog";
import { SwitchEndpointDialog } from "./switch-endpoint-dialog";

type OpenControlProps = {
  readonly control: Control;
  readonly integration: IntegrationDetail;
  readonly onStarted: (runs: FullFetchAnswer["runs"]) => void;
  readonly onClose: () => void;
};

const dialogs = {
  pause: PauseDialog,
  ask_sync: AskSyncDialog,
  reconnect: ReconnectDialog,
  strategy: StrategyDialog,
  objectives: ObjectivesDialog,
} as const;

const endpointDialogs = { rewind: RewindDialog, switch: SwitchEndpointDialog } as const;

/** The dialog that is open, about the integration as it was then: pausing must not turn into resuming under the hand. */
export function OpenControl({ control, integration: current, onStarted, onClose }: OpenControlProps) {
  const integration = useFirst(current);
  if (control.kind === "full_fetch") {
    return (
      <FullFetchDialog integration={integration} endpoint={control.endpoint} onClose={onClose} onStarted={onStarted} />
    );
  }
  if (control.kind === "rewind" || control.kind === "switch") {
    const endpoint = integration.endpointRows.find((row: EndpointRow) => row.endpoint === control.endpoint);
    const EndpointDialog = endpointDialogs[control.kind];
    return endpoint ? <EndpointDialog integration={integration} endpoint={endpoint} onClose={onClose} /> : null;
  }
  const IntegrationDialog = dialogs[control.kind];
  return <IntegrationDialog integration={integration} onClose={onClose} />;
}
