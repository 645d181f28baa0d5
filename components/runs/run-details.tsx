import type { ReactNode } from "react";

import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { formatClockMs, formatCount, formatNumber } from "@/lib/format";
import type { RunDetail } from "@/lib/sync/schema";

import { driftNames, isActive } from "./run-names";

export function RunDetails({ run }: { readonly run: RunDetail }) {
  return (
    <Panel title="Details">
      <KeyValues className="px-4 py-2">
        <KeyValue label="Mode">{describeMode(run)}</KeyValue>
        {run.updatedAfter ? (
          <KeyValue label="Changed since">
            <Time value={run.updatedAfter} as="moment" />
          </KeyValue>
        ) : null}
        {run.fetchStartedAt ? (
          <KeyValue label="First request">
            <span className="mono">{formatClockMs(new Date(run.fetchStartedAt))}</span>
          </KeyValue>
        ) : null}
        <KeyValue label="Requests">
          {formatNumber(run.requests)} <span className="text-subtle">for {formatCount(run.pages, "page")}</span>
        </KeyValue>
        {run.restarts > 0 ? (
          <KeyValue label="Restarted">once, Kombo rejected the cursor; counts are of all answers</KeyValue>
        ) : null}
        {run.mode === "full" ? (
          <KeyValue label="Swept">
            {run.swept === 0 ? "nothing" : `${formatNumber(run.swept)} no longer returned`}
          </KeyValue>
        ) : null}
        {run.drift.length > 0 ? (
          <KeyValue label="Drift">
            {run.drift.map(({ kind, records }) => `${formatNumber(records)} ${driftNames[kind]}`).join(", ")}
          </KeyValue>
        ) : null}
        {run.missedWebhooks ? (
          <KeyValue label="Webhooks">{formatCount(run.missedWebhooks, "change")} that none had announced</KeyValue>
        ) : null}
        {isActive(run) && run.leaseExpiresAt ? (
          <KeyValue label="Lease">
            <span>
              expires <Time value={run.leaseExpiresAt} as="in" />
            </span>
          </KeyValue>
        ) : null}
        <KeyValue label="Watermark">{describeWatermark(run)}</KeyValue>
      </KeyValues>
    </Panel>
  );
}

function describeMode({ mode, dryRun }: RunDetail): string {
  const names = { full: "Full, then sweep", delta: "Delta", ids: "By id" } as const;
  return dryRun ? `${names[mode]}, dry run` : names[mode];
}

function describeWatermark(run: RunDetail): ReactNode {
  if (!run.movesWatermark) return "not moved by this run";
  if (isActive(run)) return "moves when complete";
  if (run.state === "failed" || run.state === "cancelled") return "stayed where it was";
  return run.watermark ? (
    <span>
      now <Time value={run.watermark} as="moment" />
    </span>
  ) : (
    "none"
  );
}
