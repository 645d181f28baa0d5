import { CircleDashed, CircleSlash, Hourglass, LoaderCircle, RotateCw } from "lucide-react";
import Link from "next/link";

import { modeNames, shareOf } from "@/components/runs/run-names";
import { Badge, Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { formatPercent } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";
import { runPath } from "@/lib/paths";
import type { RunRow } from "@/lib/sync/schema";

/** What happens at an endpoint this moment. */
export function EndpointNow({ endpoint }: { readonly endpoint: EndpointRow }) {
  const state = <NowState endpoint={endpoint} />;
  if (!endpoint.activeRun) return state;
  return (
    <Link href={runPath(endpoint.activeRun.id)} className="inline-flex rounded-sm">
      {state}
    </Link>
  );
}

function NowState({ endpoint: { now, activeRun } }: { readonly endpoint: EndpointRow }) {
  switch (now.kind) {
    case "idle":
      return <span className="text-subtle">Idle</span>;
    case "queued":
      return (
        <Status icon={CircleDashed} tone="idle">
          Queued
        </Status>
      );
    case "running":
      return (
        <Status icon={LoaderCircle} tone="info" spins strong>
          {activeRun ? nameProgress(activeRun) : "Running"}
        </Status>
      );
    case "rate_limited":
      return (
        <Badge icon={Hourglass} tone="rate">
          {now.until ? (
            <span>
              Until <Time value={now.until} as="deadline" />
            </span>
          ) : (
            "Rate limited"
          )}
        </Badge>
      );
    case "retrying":
      return (
        <Badge icon={RotateCw} tone="warn">
          {now.until ? (
            <span>
              Again at <Time value={now.until} as="deadline" />
            </span>
          ) : (
            "Tries again"
          )}
        </Badge>
      );
    case "unavailable":
      return (
        <Status icon={CircleSlash} tone="idle">
          Not available
        </Status>
      );
    case "off":
      return (
        <Status icon={CircleSlash} tone="idle">
          Off
        </Status>
      );
  }
}

function nameProgress(run: RunRow): string {
  const share = shareOf(run);
  const name = run.mode === "full" ? "Full fetch" : modeNames[run.mode];
  return share === null ? name : `${name}, ${formatPercent(Math.floor(share * 100) / 100)}`;
}
