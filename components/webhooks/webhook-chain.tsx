import { Activity, Files, GitCommitHorizontal, Webhook } from "lucide-react";

import { Chain, LoadingChain } from "@/components/ui/chain";
import { formatCount } from "@/lib/format";
import { runPath, toRoute } from "@/lib/paths";
import type { WebhookDetail } from "@/lib/webhooks/schema";

export function WebhookChain({ webhook }: { readonly webhook: WebhookDetail }) {
  const { runs } = webhook;
  const pages = runs.reduce((sum, run) => sum + run.pages, 0);
  const received = runs.reduce((sum, run) => sum + run.received, 0);
  const changes = runs.reduce(
    (sum, run) => sum + run.created + run.updated + run.deleted + run.restored + run.swept,
    0,
  );
  const only = runs.length === 1 ? runs[0] : undefined;
  const caused = runs.length > 1 ? toRoute("#caused") : undefined;
  return (
    <Chain
      stations={[
        { icon: Webhook, label: "Webhook", value: describeDeliveries(webhook.deliveries), isHere: true },
        { icon: Activity, label: "Runs", value: describeRuns(webhook), href: only ? runPath(only.id) : caused },
        {
          icon: Files,
          label: "Pages",
          href: only && toRoute(`${runPath(only.id)}#pages`),
          value: `${formatCount(pages, "page")}, ${formatCount(received, "record")}`,
        },
        {
          icon: GitCommitHorizontal,
          label: "Record changes",
          href: only && changes > 0 ? toRoute(`${runPath(only.id)}#changes`) : undefined,
          value: formatCount(changes, "change"),
        },
      ]}
    />
  );
}

export function LoadingWebhookChain() {
  return (
    <LoadingChain
      stations={[
        { icon: Webhook, label: "Webhook", isHere: true },
        { icon: Activity, label: "Runs" },
        { icon: Files, label: "Pages" },
        { icon: GitCommitHorizontal, label: "Record changes" },
      ]}
    />
  );
}

function describeDeliveries(deliveries: number): string {
  return deliveries === 1 ? "1 delivery" : `${formatCount(deliveries, "delivery", "deliveries")}, acted once`;
}

function describeRuns({ runs, marks }: WebhookDetail): string {
  if (runs.length === 0) return marks.length === 0 ? "None needed" : "Not started";
  const open = runs.filter((run) => run.finishedAt === null).length;
  if (open > 0) return `${formatCount(runs.length, "run")}, ${open} running`;
  const failed = runs.filter((run) => run.state === "failed").length;
  return failed > 0
    ? `${formatCount(runs.length, "run")}, ${failed} failed`
    : `${formatCount(runs.length, "run")}, all done`;
}
