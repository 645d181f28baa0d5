"use client";

import { CircleMinus, Pencil, Plus, UserRound } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { describeCounts } from "@/components/runs/describe-counts";
import { Elapsed } from "@/components/runs/elapsed";
import { nameRun, triggers } from "@/components/runs/run-names";
import { RunStateMark } from "@/components/runs/run-state";
import { describeDeed, nameAction } from "@/components/settings/audit-names";
import { Icon, type IconType } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import type { Deed, LifecycleEvent, TimelineEntry } from "@/lib/health/schema/timeline";
import { runPath, webhookPath } from "@/lib/paths";
import type { RunRow } from "@/lib/sync/schema";

/** One thing that happened: when, what, and how it ended. */
export function TimelineRow({ entry }: { readonly entry: TimelineEntry }) {
  switch (entry.kind) {
    case "run":
      return <RunEntry run={entry.run} />;
    case "event":
      return <EventEntry event={entry.event} />;
    case "deed":
      return <DeedEntry deed={entry.deed} />;
  }
}

type RowProps = {
  readonly at: string;
  readonly icon: IconType;
  readonly children: ReactNode;
  readonly end?: ReactNode;
};

function Row({ at, icon, children, end }: RowProps) {
  return (
    <li className="border-border-faint hover:bg-hover grid min-h-10 grid-cols-[88px_16px_minmax(0,1fr)_auto] items-center gap-x-3 border-b px-2 py-1.5 max-sm:grid-cols-[16px_minmax(0,1fr)_auto] max-sm:px-0">
      <Time value={at} as="moment" className="text-subtle justify-self-start max-sm:order-3 max-sm:text-xs" />
      <Icon of={icon} size="sm" className="text-subtle" />
      <div className="min-w-0 text-pretty wrap-anywhere">{children}</div>
      {end ? (
        <div className="text-muted text-right text-xs max-sm:order-4 max-sm:col-span-2 max-sm:col-start-2 max-sm:text-left">
          {end}
        </div>
      ) : (
        <span className="max-sm:hidden" />
      )}
    </li>
  );
}

function RunEntry({ run }: { readonly run: RunRow }) {
  return (
    <Row
      at={run.createdAt}
      icon={triggers[run.trigger].icon}
      end={
        <span className="inline-flex items-center gap-4">
          <RunStateMark run={run} />
          <span className="text-subtle w-16 text-right max-sm:w-auto">
            <Elapsed run={run} />
          </span>
        </span>
      }
    >
      <Link href={runPath(run.id)} className="rounded-sm font-medium">
        {nameRun(run)}
      </Link>{" "}
      <span className="text-muted">
        {nameOrigin(run)}: {run.errorMessage ?? describeCounts(run)}
      </span>
    </Row>
  );
}

/** `after a webhook`, `by Olga`. */
function nameOrigin({ trigger, requestedBy }: RunRow): string {
  if (requestedBy !== null) return `by ${requestedBy}`;
  return origins[trigger];
}

const origins = {
  webhook: "after a webhook",
  legacy_webhook: "after a legacy webhook",
  cron: "on schedule",
  manual: "by hand",
  initial: "as the first fetch",
  replay: "after a replay",
  catch_up: "as a catch-up",
  nested: "for nested copies",
  refetch: "fetched again",
} as const satisfies Record<RunRow["trigger"], string>;

const eventNames: Readonly<Record<string, { readonly text: string; readonly icon: IconType }>> = {
  "integration-created": { text: "Kombo announced the connection", icon: Plus },
  "integration-deleted": { text: "Kombo deleted the connection", icon: CircleMinus },
};
const stateChanged = { text: "Kombo says about the connection", icon: Pencil };

function EventEntry({ event }: { readonly event: LifecycleEvent }) {
  const { text, icon } = eventNames[event.type] ?? stateChanged;
  const said = [
    event.state,
    event.setupStatus && `set-up ${event.setupStatus}`,
    event.qaStatus && `QA ${event.qaStatus}`,
  ].filter(Boolean);
  return (
    <Row at={event.at} icon={icon}>
      <Link href={webhookPath(event.id)} className="rounded-sm font-medium">
        {text}
      </Link>
      {said.length === 0 ? null : (
        <span className="text-muted">: {said.join(", ").toLowerCase().replaceAll("_", " ")}</span>
      )}
    </Row>
  );
}

function DeedEntry({ deed }: { readonly deed: Deed }) {
  const what = nameAction(deed.action);
  const name = what.charAt(0).toLowerCase() + what.slice(1);
  const [, endpoint] = deed.target.split(" ");
  const how = [deed.action === "endpoint.rewind" ? endpoint : null, describeDeed(deed.before, deed.after)]
    .filter(Boolean)
    .join(", ");
  return (
    <Row at={deed.at} icon={UserRound}>
      <span className="font-medium">{deed.actorName}</span>{" "}
      {deed.runId === null ? (
        name
      ) : (
        <Link href={runPath(deed.runId)} className="link rounded-sm">
          {name}
        </Link>
      )}
      {how === "" ? null : <span className="text-muted">: {how}</span>}
    </Row>
  );
}
