import { Hourglass, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";

import { shareOf } from "@/components/runs/run-names";
import { Icon } from "@/components/ui/icon";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Time } from "@/components/ui/time";
import { formatAbout, formatCount, formatDuration, formatPercent } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";

import type { FullFetchPlan } from "./full-fetch-plan";

type FullFetchPlanListProps = { readonly plan: FullFetchPlan; readonly isDryRun: boolean };

/** What will happen, in numbers, before it happens. */
export function FullFetchPlanList({ plan, isDryRun }: FullFetchPlanListProps) {
  return (
    <KeyValues className="max-sm:grid-cols-[84px_minmax(0,1fr)]">
      <KeyValue label="Reads">
        about {formatAbout(plan.records)} records in {formatCount(plan.requests, "request")}
      </KeyValue>
      {plan.slowestMs === null ? null : (
        <KeyValue label="Takes">about {formatDuration(plan.slowestMs)} for the largest endpoint, as last time</KeyValue>
      )}
      <KeyValue label="Deltas">go first; each waits at most 20 s</KeyValue>
      <KeyValue label="Deletes">
        {isDryRun
          ? "nothing; a dry run only counts"
          : "only what Kombo no longer returns; above 20 records and 5 %, or half of them, it stops and asks you"}
      </KeyValue>
      {plan.joined.map((endpoint) => (
        <KeyValue key={endpoint.endpoint} label={endpoint.label}>
          <WithIcon icon={<Icon of={LoaderCircle} size="sm" className="text-info-solid animate-spin" />}>
            {describeJoin(endpoint)}
          </WithIcon>
        </KeyValue>
      ))}
      {plan.waiting.map((endpoint) => (
        <KeyValue key={endpoint.endpoint} label={endpoint.label}>
          <WithIcon icon={<Icon of={Hourglass} size="sm" className="text-rate-solid" />}>
            {endpoint.now.until ? (
              <>
                starts at <Time value={endpoint.now.until} as="deadline" />, after the rate limit
              </>
            ) : (
              "starts after the rate limit"
            )}
          </WithIcon>
        </KeyValue>
      ))}
    </KeyValues>
  );
}

function WithIcon({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      {icon}
      <span>{children}</span>
    </span>
  );
}

function describeJoin({ activeRun }: EndpointRow): string {
  const share = activeRun && shareOf(activeRun);
  const progress = share ? ` (${formatPercent(Math.floor(share * 100) / 100)})` : "";
  return `already running${progress}, joined, not started twice`;
}
