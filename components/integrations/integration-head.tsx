import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

import { PageTitle } from "@/components/shell/page-title";
import { Identifier } from "@/components/ui/identifier";
import { Note } from "@/components/ui/note";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { IntegrationDetail } from "@/lib/health/schema";

import { HealthState, healthLooks } from "./health-state";
import { nameIntegration } from "./integration-name";

type IntegrationHeadProps = { readonly integration: IntegrationDetail; readonly actions: ReactNode };

export function IntegrationHead({ integration, actions }: IntegrationHeadProps) {
  const { health, komboIntegrationId, toolLabel, category } = integration;
  const look = healthLooks[health.kind];
  return (
    <>
      <PageTitle
        markOf={nameIntegration(integration)}
        title={nameIntegration(integration)}
        state={health.kind === "well" ? null : <HealthState kind={health.kind} />}
        facts={
          <>
            <span>
              {toolLabel}, {category}
            </span>
            <KomboState integration={integration} />
            <Identifier isOfPage value={komboIntegrationId} label="the integration id" />
          </>
        }
        actions={actions}
      />
      {health.text === "" ? null : (
        <Note icon={look.icon} tone={look.isFilled ? look.tone : "none"} className="mt-3">
          {health.text}
          {health.since ? (
            <>
              {" "}
              Since <Time value={health.since} as="moment" />.
            </>
          ) : null}
        </Note>
      )}
    </>
  );
}

/** What Kombo itself says about the connection. */
function KomboState({ integration: { state, setupStatus, qaStatus } }: { readonly integration: IntegrationDetail }) {
  const parts = [
    toWords(state),
    setupStatus && `set-up ${toWords(setupStatus).toLowerCase()}`,
    qaStatus && `QA ${toWords(qaStatus).toLowerCase()}`,
  ].filter(Boolean);
  const isActive = state === "ACTIVE";
  return (
    <Status
      icon={isActive ? CircleCheck : CircleAlert}
      tone={isActive ? "success" : "idle"}
      className="text-muted whitespace-normal"
    >
      {parts.join(", ")}
    </Status>
  );
}

function toWords(value: string): string {
  const words = value.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
