import { CircleDashed, CircleDot, CircleSlash, Hourglass, LoaderCircle, RotateCw } from "lucide-react";
import Link from "next/link";

import { modeNames, shareOf } from "@/components/runs/run-names";
import type { IconType } from "@/components/ui/icon";
import { Badge, Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { formatPercent } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";
import { runPath } from "@/lib/paths";
import type { RunRow } from "@/lib/sync/schema";

type Kind = EndpointRow["now"]["kind"];

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

const quietLooks = {
  dirty: { icon: CircleDot, word: "Changed, waits" },
  queued: { icon: CircleDashed, word: "Queued" },
  unavailable: { icon: CircleSlash, word: "Not available" },
  off: { icon: CircleSlash, word: "Off" },
} as const satisfies Partial<Record<Kind, { readonly icon: IconType; readonly word: string }>>;

const waitLooks = {
  rate_limited: { icon: Hourglass, tone: "rate", word: "Rate limited", before: "Until" },
  retrying: { icon: RotateCw, tone: "warn", word: "Tries again", before: "Again at" },
} as const satisfies Partial<Record<Kind, object>>;

function NowState({ endpoint: { now, activeRun } }: { readonly endpoint: EndpointRow }) {
  const { kind, until } = now;
  if (kind === "idle") return <span className="text-subtle">Idle</span>;
  if (kind === "running") {
    return (
      <Status icon={LoaderCircle} tone="info" spins strong>
        {activeRun ? nameProgress(activeRun) : "Running"}
      </Status>
    );
  }
  if (kind === "rate_limited" || kind === "retrying") {
    const { icon, tone, word, before } = waitLooks[kind];
    return (
      <Badge icon={icon} tone={tone}>
        <span>{until ? <WaitText before={before} until={until} /> : word}</span>
      </Badge>
    );
  }
  return (
    <Status icon={quietLooks[kind].icon} tone="idle">
      {quietLooks[kind].word}
    </Status>
  );
}

function WaitText({ before, until }: { readonly before: string; readonly until: string }) {
  return (
    <>
      {before} <Time value={until} as="deadline" />
    </>
  );
}

function nameProgress(run: RunRow): string {
  const share = shareOf(run);
  const name = run.mode === "full" ? "Full fetch" : modeNames[run.mode];
  return share === null ? name : `${name}, ${formatPercent(Math.floor(share * 100) / 100)}`;
}
