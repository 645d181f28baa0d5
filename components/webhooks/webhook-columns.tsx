import Link from "next/link";

import type { Column } from "@/components/data-table/column";
import { IntegrationLink } from "@/components/integrations/integration-link";
import { Dash } from "@/components/ui/nothing";
import { Time } from "@/components/ui/time";
import { Truncated } from "@/components/ui/truncated";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";
import { webhookPath } from "@/lib/paths";
import type { WebhookRow } from "@/lib/webhooks/schema";

import { Outcome } from "./outcome";

export const webhookColumns: readonly Column<WebhookRow>[] = [
  { id: "outcome", head: "Outcome", card: "state", cell: (webhook) => <Outcome webhook={webhook} /> },
  {
    id: "type",
    head: "Type",
    card: "lead",
    cell: (webhook) => (
      <Link href={webhookPath(webhook.id)} className="rounded-sm font-medium whitespace-nowrap">
        {webhook.type}
      </Link>
    ),
  },
  {
    id: "integration",
    head: "Integration",
    card: "start",
    className: "w-[22%] max-w-0",
    cell: (webhook) =>
      webhook.komboIntegrationId ? (
        <IntegrationLink organizationName={webhook.organizationName} komboIntegrationId={webhook.komboIntegrationId} />
      ) : (
        <span className="text-subtle">None yet</span>
      ),
  },
  {
    id: "models",
    head: "Models",
    from: "lg",
    card: "line",
    className: "w-[34%] max-w-0 text-muted max-sm:text-xs",
    cell: (webhook) =>
      webhook.changedModels.length > 0 ? <Truncated text={webhook.changedModels.join(", ")} /> : <Dash />,
  },
  {
    id: "received",
    head: "Received",
    card: "end",
    className: "text-muted",
    cell: (webhook) => <Time value={webhook.firstReceivedAt} as="moment" />,
  },
  {
    id: "deliveries",
    head: "Deliveries",
    align: "right",
    from: "lg",
    cell: ({ deliveries }) => <span className={cn(deliveries === 1 && "text-subtle")}>{formatNumber(deliveries)}</span>,
  },
];
