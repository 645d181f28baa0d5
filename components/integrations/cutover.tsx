"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Circle, CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

import { ErrorState } from "@/components/feedback/error-state";
import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/format";
import type { Cutover as CutoverFacts, CutoverPhase } from "@/lib/health/schema/cutover";
import { cutoverQuery } from "@/lib/queries/cutover";
import { settingsMutation } from "@/lib/queries/integration-controls";

type CutoverProps = { readonly komboIntegrationId: string };

/** The way from `sync-finished` to `data-changed`, measured over the last seven days, with its last step as a button. */
export function Cutover({ komboIntegrationId }: CutoverProps) {
  const { data, error, refetch } = useQuery(cutoverQuery(komboIntegrationId));
  return (
    <Panel
      title="Migration to data-changed"
      actions={
        data ? (
          <May door="POST /api/integrations/[id]/settings">
            <Switch komboIntegrationId={komboIntegrationId} facts={data} />
          </May>
        ) : undefined
      }
    >
      {error && !data ? (
        <div className="px-2 max-sm:px-4">
          <ErrorState
            subject="The migration"
            unaffected="Nothing is switched."
            error={error}
            onRetry={() => void refetch()}
          />
        </div>
      ) : null}
      {!data && !error ? <Skeleton className="m-4 w-64" /> : null}
      <ol>
        {data?.phases.map((phase) => (
          <Phase key={phase.kind} phase={phase} />
        ))}
      </ol>
    </Panel>
  );
}

function Phase({ phase }: { readonly phase: CutoverPhase }) {
  return (
    <li className="border-border-faint flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b px-4 py-2.5 last:border-b-0">
      <Status
        icon={phase.isDone ? CircleCheck : Circle}
        tone={phase.isDone ? "success" : "idle"}
        className="w-70 font-medium whitespace-normal"
      >
        {titleOf[phase.kind]}
      </Status>
      <span className="text-muted max-w-text min-w-0 flex-1 max-sm:basis-full">{describe(phase)}</span>
    </li>
  );
}

const titleOf: Readonly<Record<CutoverPhase["kind"], string>> = {
  announced: "data-changed arrives and causes runs",
  safety_net: "The weekly full fetch really runs",
  covered: "No legacy event is needed",
  cut_over: "Legacy events are ignored",
};

function describe(phase: CutoverPhase): ReactNode {
  switch (phase.kind) {
    case "announced":
      return phase.lastAt === null ? (
        "None has arrived in the last 7 days."
      ) : (
        <>
          {formatCount(phase.events, "event")} in 7 days, {formatNumber(phase.eventsWithRuns)} with a complete run, the
          last <Time value={phase.lastAt} as="moment" />.
          {phase.unserved > 0 ? ` ${formatNumber(phase.unserved)} marked something that is not fetched yet.` : null}
        </>
      );
    case "safety_net":
      return phase.oldestAt === null || phase.overdue > 0 ? (
        `${formatNumber(phase.overdue)} of ${formatCount(phase.endpoints, "endpoint")} had none within 8 days.`
      ) : (
        <>
          All {formatCount(phase.endpoints, "endpoint")}, the oldest <Time value={phase.oldestAt} as="moment" />.
        </>
      );
    case "covered":
      if (phase.events === 0) return "No sync-finished or remote-event-received has arrived in the last 7 days.";
      return phase.uncovered === 0
        ? `${formatCount(phase.events, "legacy event")} in 7 days brought nothing that no data-changed announced.`
        : `${formatNumber(phase.uncovered)} of ${formatCount(phase.events, "legacy event")} brought changes that no data-changed announced.`;
    case "cut_over":
      return phase.isDone
        ? `${formatCount(phase.ignored, "legacy event")} stored and ignored in the last 7 days.`
        : "They still trigger deltas.";
  }
}

function Switch({ komboIntegrationId, facts }: CutoverProps & { readonly facts: CutoverFacts }) {
  const change = useMutation(settingsMutation(komboIntegrationId));
  const isCut = facts.legacyEvents === "ignore";
  return (
    <>
      {change.error ? (
        <span role="alert">
          <Note icon={CircleAlert} tone="danger" className="py-1">
            It is as it was. {change.error.message}
          </Note>
        </span>
      ) : null}
      <Button
        size="sm"
        disabled={change.isPending || (!isCut && !facts.isReady)}
        onClick={() => change.mutate({ legacyEvents: isCut ? "act" : "ignore" })}
      >
        {isCut ? "Act on legacy events again" : "Ignore legacy events"}
      </Button>
    </>
  );
}
