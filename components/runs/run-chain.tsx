import { Activity, Files, GitCommitHorizontal, Webhook } from "lucide-react";

import { Chain, LoadingChain } from "@/components/ui/chain";
import { formatCount, formatNumber } from "@/lib/format";
import { toRoute, webhookPath } from "@/lib/paths";
import type { RunDetail } from "@/lib/sync/schema";

import { isActive, nameCause, triggers } from "./run-names";

export function RunChain({ run }: { readonly run: RunDetail }) {
  const newest = run.causes.at(-1);
  const changes = run.created + run.updated + run.deleted + run.restored + run.swept;
  return (
    <Chain
      stations={[
        {
          icon: triggers[run.trigger].icon,
          label: "Cause",
          value: describeCause(run),
          href: newest ? webhookPath(newest.id) : undefined,
        },
        { icon: Activity, label: "Run", value: describeWork(run), isHere: true },
        {
          icon: Files,
          label: "Pages",
          href: toRoute("#pages"),
          value: `${formatNumber(run.pages)} written${isActive(run) && run.waitingUntil === null && run.startedAt ? ", 1 in flight" : ""}`,
        },
        {
          icon: GitCommitHorizontal,
          label: "Record changes",
          href: changes > 0 ? toRoute("#changes") : undefined,
          value: isActive(run) ? `${formatNumber(changes)} so far` : formatCount(changes, "change"),
        },
      ]}
    />
  );
}

export function LoadingRunChain() {
  return (
    <LoadingChain
      stations={[
        { icon: Webhook, label: "Cause" },
        { icon: Activity, label: "Run", isHere: true },
        { icon: Files, label: "Pages" },
        { icon: GitCommitHorizontal, label: "Record changes" },
      ]}
    />
  );
}

function describeCause(run: RunDetail): string {
  if (run.causes.length > 1) return formatCount(run.causes.length, "webhook");
  return run.requestedBy ? `${run.requestedBy}, by hand` : nameCause(run);
}

function describeWork(run: RunDetail): string {
  if (run.startedAt === null) return "Not started";
  const slices = formatCount(run.slices, "slice");
  return run.retries === 0 ? slices : `${slices}, ${formatCount(run.retries, "retry", "retries")}`;
}
