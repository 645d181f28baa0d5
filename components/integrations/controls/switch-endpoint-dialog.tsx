"use client";

import { useMutation, useQuery } from "@tanstack/react-query";

import { ErrorState } from "@/components/feedback/error-state";
import { buildFullFetchPlan } from "@/components/integrations/full-fetch-plan";
import { KeyValue } from "@/components/ui/key-values";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { formatAbout, formatCount } from "@/lib/format";
import type { EndpointRow, IntegrationDetail } from "@/lib/health/schema";
import { endpointChoicePreviewQuery, endpointsMutation } from "@/lib/queries/integration-controls";
import type { EndpointChoiceAnswer } from "@/lib/sync/schema/controls";

import { ControlDialog } from "./control-dialog";

type Effect = EndpointChoiceAnswer["endpoints"][number];
type SwitchEndpointDialogProps = {
  readonly integration: IntegrationDetail;
  readonly endpoint: EndpointRow;
  readonly onClose: () => void;
};

/** Whether an endpoint is mirrored at all; what it would do is asked of the server before. */
export function SwitchEndpointDialog({ integration, endpoint, onClose }: SwitchEndpointDialogProps) {
  const { komboIntegrationId } = integration;
  const choice = endpoint.enabled ? { disable: [endpoint.endpoint] } : { enable: [endpoint.endpoint] };
  const deed = useMutation(endpointsMutation(komboIntegrationId));
  const preview = useQuery({
    ...endpointChoicePreviewQuery(komboIntegrationId, choice),
    // What is done is no question any more.
    enabled: !deed.isPending && !deed.isSuccess,
  });
  const [effect] = preview.data?.endpoints ?? [];
  const verb = endpoint.enabled ? "Stop fetching" : "Fetch";
  const what = endpoint.label.toLowerCase();
  return (
    <ControlDialog
      title={`${verb} ${what}?`}
      description={
        endpoint.enabled
          ? "Our copy stays and grows old; nothing changes at Kombo."
          : "What changed while it was off is unknown, so everything is read once."
      }
      effects={
        <>
          {effect ? <Effects effect={effect} endpoint={endpoint} /> : null}
          {preview.isPending ? (
            <KeyValue label="Asking">
              <Skeleton className="w-48" />
            </KeyValue>
          ) : null}
        </>
      }
      choice={
        preview.isError ? (
          <ErrorState
            subject="What would happen"
            unaffected="Nothing was switched."
            error={preview.error}
            onRetry={() => void preview.refetch()}
          />
        ) : undefined
      }
      button={`${verb} ${what}`}
      takesAway={endpoint.enabled}
      isReady={effect !== undefined}
      refusal="Nothing was switched."
      deed={deed}
      onConfirm={() =>
        deed.mutate(choice, {
          onSuccess: () => {
            toast(
              endpoint.enabled ? `${endpoint.label} are not fetched any more.` : `${endpoint.label} are fetched again.`,
            );
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}

function Effects({ effect, endpoint }: { readonly effect: Effect; readonly endpoint: EndpointRow }) {
  if (effect.effect === "stopped") {
    return (
      <>
        <KeyValue label="Stops">
          {effect.endedRuns === 0 ? "nothing runs now; webhooks mark it no more" : formatCount(effect.endedRuns, "run")}
        </KeyValue>
        <KeyValue label="Stays">{formatCount(effect.records, "record")}, as they are now, not kept current</KeyValue>
        <KeyValue label="Freshness">is not judged while it is off</KeyValue>
      </>
    );
  }
  const plan = buildFullFetchPlan([endpoint]);
  return (
    <>
      <KeyValue label="Reads">
        {effect.records === 0
          ? "everything; how much that is nobody knows yet"
          : `about ${formatAbout(effect.records)} records in ${formatCount(plan.requests, "request")}`}
      </KeyValue>
      <KeyValue label="When">
        {effect.effect === "full_fetch" ? "now" : "as soon as the integration can be read and Kombo offers it"}
      </KeyValue>
      {endpoint.unavailableReason === null ? null : (
        <KeyValue label="Kombo">does not offer it for this customer; it is asked for again once a day</KeyValue>
      )}
    </>
  );
}
