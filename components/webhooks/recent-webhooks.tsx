"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";

import { ErrorState } from "@/components/feedback/error-state";
import { Section } from "@/components/ui/panel";
import { RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { formatList } from "@/lib/format";
import { listPath, webhookPath } from "@/lib/paths";
import { webhooksQuery } from "@/lib/queries/webhooks";
import type { WebhookRow } from "@/lib/webhooks/schema";

import { Outcome } from "./outcome";

const shown = 8;

export function RecentWebhooks({ komboIntegrationId }: { readonly komboIntegrationId: string }) {
  const { data, error, refetch } = useInfiniteQuery(webhooksQuery({ integration: komboIntegrationId }));
  const rows = data?.pages[0]?.rows.slice(0, shown);
  return (
    <Section
      title="Latest webhooks"
      actions={<TextLink href={listPath("/webhooks", { integration: komboIntegrationId })}>All webhooks</TextLink>}
    >
      {error && !rows ? (
        <ErrorState subject="The webhooks" unaffected="Intake goes on." error={error} onRetry={() => void refetch()} />
      ) : (
        <RowList
          rows={rows}
          rowKey={(webhook) => webhook.id}
          empty="No webhook yet. Changes are found by full fetches meanwhile."
        >
          {(webhook) => <RecentWebhook webhook={webhook} />}
        </RowList>
      )}
    </Section>
  );
}

function RecentWebhook({ webhook }: { readonly webhook: WebhookRow }) {
  return (
    <>
      <span className="min-w-0 grow">
        <Link href={webhookPath(webhook.id)} className="block truncate rounded-sm font-medium">
          {webhook.type}
        </Link>
        <span className="text-subtle block truncate text-xs">
          {webhook.changedModels.length === 0 ? "names no model" : formatList(webhook.changedModels, 3)}
        </span>
      </span>
      <Outcome webhook={webhook} />
      <Time value={webhook.firstReceivedAt} className="text-subtle w-14 text-right text-xs" />
    </>
  );
}
