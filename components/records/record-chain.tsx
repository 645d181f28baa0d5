import { Activity, FileText, GitCommitHorizontal, Webhook } from "lucide-react";

import { isRunTrigger, triggers } from "@/components/runs/run-names";
import { Chain, LoadingChain, type Station } from "@/components/ui/chain";
import { Time } from "@/components/ui/time";
import { formatNumber } from "@/lib/format";
import type { RecordChange } from "@/lib/mirror/schema";
import { runPath, toRoute, webhookPath } from "@/lib/paths";

import { describeChange } from "./change-looks";

/** What brought the newest version of a record. */
export function RecordChain({ change }: { readonly change: RecordChange }) {
  const { run, webhook } = change;
  const trigger = run && isRunTrigger(run.trigger) ? triggers[run.trigger] : null;
  return (
    <Chain
      stations={[
        webhook
          ? {
              icon: Webhook,
              label: "Webhook",
              href: webhookPath(webhook.id),
              value: webhook.type,
            }
          : { icon: trigger?.icon ?? Webhook, label: "Cause", value: trigger?.name ?? "A person" },
        ...stationsOfRun(run),
        {
          icon: GitCommitHorizontal,
          label: "Record change",
          isHere: true,
          value: (
            <>
              {capitalise(describeChange(change))}, <Time value={change.at} as="ago" />
            </>
          ),
        },
      ]}
    />
  );
}

function stationsOfRun(run: RecordChange["run"]): readonly Station[] {
  const none = { icon: FileText, label: "Page", value: "–" };
  if (!run) return [{ icon: Activity, label: "Run", value: "None" }, none];
  const href = runPath(run.id);
  return [
    { icon: Activity, label: "Run", value: nameMode(run.mode), href },
    run.page === null ? none : { ...none, value: formatNumber(run.page), href: toRoute(`${href}#pages`) },
  ];
}

export function LoadingRecordChain() {
  return (
    <LoadingChain
      stations={[
        { icon: Webhook, label: "Webhook" },
        { icon: Activity, label: "Run" },
        { icon: FileText, label: "Page" },
        { icon: GitCommitHorizontal, label: "Record change", isHere: true },
      ]}
    />
  );
}

function nameMode(mode: string): string {
  if (mode === "full") return "Full fetch";
  return mode === "ids" ? "Fetch by id" : "Delta fetch";
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
