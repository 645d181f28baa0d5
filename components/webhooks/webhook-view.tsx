"use client";

import { useQuery } from "@tanstack/react-query";

import { DetailProblem } from "@/components/feedback/detail-problem";
import { nameIntegration } from "@/components/integrations/integration-name";
import { May } from "@/components/shell/may";
import { Page } from "@/components/shell/page";
import { LoadingTitle, PageTitle } from "@/components/shell/page-title";
import { CopyButton } from "@/components/ui/copy-button";
import { Identifier } from "@/components/ui/identifier";
import { JsonView } from "@/components/ui/json-view";
import { LoadingPanel, Panel, Section } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { cutId } from "@/lib/format";
import { integrationPath } from "@/lib/paths";
import { webhookQuery } from "@/lib/queries/webhooks";
import type { WebhookDetail } from "@/lib/webhooks/schema";

import { Outcome } from "./outcome";
import { ReplayWebhook } from "./replay-webhook";
import { LoadingWebhookChain, WebhookChain } from "./webhook-chain";
import { WebhookEffects } from "./webhook-effects";
import { WebhookRail } from "./webhook-rail";

export function WebhookView({ id }: { readonly id: string }) {
  const { data: webhook, error, refetch } = useQuery(webhookQuery(id));
  return (
    <Page
      crumbs={[
        { label: "Webhooks", href: "/webhooks" },
        { label: cutId(webhook?.komboEventId ?? id), isId: true },
      ]}
    >
      {error && !webhook ? (
        <DetailProblem kind="webhook" list="/webhooks" error={error} onRetry={() => void refetch()} />
      ) : null}
      {webhook ? <LoadedWebhook webhook={webhook} /> : null}
      {webhook || error ? null : <LoadingWebhook />}
    </Page>
  );
}

const columns = "mt-6 grid grid-cols-1 items-start gap-6 max-sm:gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_400px]";

function LoadedWebhook({ webhook }: { readonly webhook: WebhookDetail }) {
  return (
    <>
      <WebhookHead webhook={webhook} />
      <WebhookChain webhook={webhook} />
      <div id="caused" className="scroll-mt-16">
        <Section title="What it caused" className="mt-6">
          <WebhookEffects webhook={webhook} />
        </Section>
      </div>
      <div className={columns}>
        <Panel
          title="Payload"
          count={
            <span className="text-xs">
              {webhook.isPayloadRemoved ? "too old: what is left of it" : "what Kombo sent"}
            </span>
          }
          actions={<CopyButton text={JSON.stringify(webhook.payload, null, 2)} label="Copy the payload" />}
        >
          <JsonView value={webhook.payload} label="Payload" />
        </Panel>
        <WebhookRail webhook={webhook} />
      </div>
    </>
  );
}

function WebhookHead({ webhook }: { readonly webhook: WebhookDetail }) {
  const { komboIntegrationId, organizationName } = webhook;
  return (
    <PageTitle
      title={webhook.type}
      state={<Outcome webhook={webhook} />}
      actions={
        <May door="POST /api/webhooks/[id]/replay">
          <ReplayWebhook id={webhook.id} />
        </May>
      }
      facts={
        <>
          {komboIntegrationId ? (
            <TextLink href={integrationPath(komboIntegrationId)}>
              {nameIntegration({ komboIntegrationId, organizationName })}
            </TextLink>
          ) : (
            <span>no integration</span>
          )}
          <Time value={webhook.firstReceivedAt} as="moment" />
          <Identifier isOfPage value={webhook.komboEventId} label="the event id" />
        </>
      }
    />
  );
}

function LoadingWebhook() {
  return (
    <>
      <LoadingTitle hasActions />
      <LoadingWebhookChain />
      <Section title="What it caused" className="mt-6">
        <LoadingPanel lines={1} />
      </Section>
      <div className={columns}>
        <LoadingPanel title="Payload" lines={8} />
        <LoadingPanel title="Intake" lines={4} />
      </div>
    </>
  );
}
