import { ArrowRight, Box, CircleDashed, Check, Table2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { describeCounts } from "@/components/runs/describe-counts";
import { Elapsed } from "@/components/runs/elapsed";
import { nameRun } from "@/components/runs/run-names";
import { RunStateMark } from "@/components/runs/run-state";
import { Icon } from "@/components/ui/icon";
import { Status } from "@/components/ui/status";
import { formatCount } from "@/lib/format";
import { findEndpoint } from "@/lib/kombo/endpoints";
import { runPath } from "@/lib/paths";
import type { RunRow } from "@/lib/sync/schema";
import type { WebhookDetail } from "@/lib/webhooks/schema";

/** From what Kombo announced to what we did about it, one line an endpoint. */
export function WebhookEffects({ webhook }: { readonly webhook: WebhookDetail }) {
  if (webhook.marks.length === 0) {
    return <p className="text-muted rounded-lg border px-4 py-3">{nothingTexts[webhook.outcome]}</p>;
  }
  return (
    <ul className="grid grid-cols-1 gap-3">
      {webhook.marks.map((mark) => {
        const run = webhook.runs.find(
          (candidate) => candidate.endpoint === mark.endpoint || candidate.endpointLabel === mark.endpointLabel,
        );
        return (
          <li
            key={mark.endpoint}
            className="grid items-center gap-x-2 gap-y-1.5 min-[1100px]:grid-cols-[minmax(0,1fr)_20px_minmax(0,0.8fr)_20px_minmax(0,1.4fr)]"
          >
            <Card icon={Box} title={nameModels(mark.endpoint, webhook.changedModels)} note="announced by Kombo" />
            <Arrow />
            <Card
              icon={Table2}
              title={mark.endpointLabel}
              note={
                <Status
                  icon={mark.served ? Check : CircleDashed}
                  tone={mark.served ? "success" : "idle"}
                  className="text-subtle text-xs"
                >
                  {describeMark(mark)}
                </Status>
              }
            />
            <Arrow />
            {run ? (
              <RunCard run={run} />
            ) : (
              <Card icon={CircleDashed} title="No run yet" note="starts as soon as a worker is free" />
            )}
          </li>
        );
      })}
    </ul>
  );
}

type CardProps = { readonly icon: typeof Box; readonly title: string; readonly note: ReactNode };

function Card({ icon, title, note }: CardProps) {
  return (
    <div className="flex min-h-13.5 min-w-0 gap-2.5 rounded-lg border px-3 py-2">
      <Icon of={icon} size="sm" className="text-subtle mt-0.75" />
      <span className="min-w-0">
        <span className="block truncate font-medium">{title}</span>
        <span className="text-subtle block truncate text-xs">{note}</span>
      </span>
    </div>
  );
}

function RunCard({ run }: { readonly run: RunRow }) {
  return (
    <div className="min-w-0 rounded-lg border px-3 py-2">
      <div className="flex items-center gap-3">
        <Link href={runPath(run.id)} className="min-h-6 min-w-0 truncate rounded-sm leading-6 font-medium">
          {nameRun(run)}
        </Link>
        <span className="ml-auto flex shrink-0 items-center gap-3">
          <RunStateMark run={run} />
          <span className="text-subtle text-xs">
            <Elapsed run={run} />
          </span>
        </span>
      </div>
      <p className="text-subtle truncate text-xs max-sm:whitespace-normal">
        {formatCount(run.pages, "page")}: {describeCounts(run)}
      </p>
    </div>
  );
}

function describeMark({ served, isReplay }: WebhookDetail["marks"][number]): string {
  return `${isReplay ? "marked again by a replay" : "marked"}, ${served ? "caught up" : "waits for a run"}`;
}

function Arrow() {
  return (
    <span aria-hidden className="text-faint grid place-items-center max-[1099px]:hidden">
      <Icon of={ArrowRight} size="sm" />
    </span>
  );
}

/** Which of the announced models feed this endpoint; all of them when the catalog does not say. */
function nameModels(path: string, models: readonly string[]): string {
  const endpoint = findEndpoint(path);
  const feeding = endpoint
    ? models.filter((model) => endpoint.models.documented.includes(model) || endpoint.models.inferred.includes(model))
    : models;
  return (feeding.length > 0 ? feeding : models).join(", ") || "every model";
}

const nothingTexts = {
  marked: "The models it names feed no endpoint that is fetched for this integration. Nothing to do.",
  registered: "The integration was registered and its first full fetch planned.",
  state_updated: "The state of the integration was taken over. Nothing was fetched because of it.",
  stored: "Kept as it came, and answered 200. It announces no change of data.",
  ignored:
    "An old kind of event. This integration is set to ignore it, because data-changed says the same more precisely.",
} as const satisfies Record<WebhookDetail["outcome"], string>;
