import type { ReactNode } from "react";

import { Section } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { formatCount, formatScheduleUtc } from "@/lib/format";
import type { ComingUp, ComingUpKind } from "@/lib/health/schema/coming-up";
import { listPath, runPath } from "@/lib/paths";

type Next = ComingUp["next"][number];

const words = {
  rate_limit_ends: (next) => <Waiting next={next} does="goes on" state="rate_limited" />,
  tries_again: (next) => <Waiting next={next} does="is tried again" state="running" />,
  catch_up: ({ count }) => `Catch-up delta of ${formatCount(count, "endpoint")}`,
  full_fetch: ({ at, count }) => (
    <>
      Full fetch of {formatCount(count, "integration")}, <Time value={at} as="in" />
    </>
  ),
} as const satisfies Record<ComingUpKind, (next: Next) => ReactNode>;

/** What happens next by itself, and what was last read in full. */
export function ComingUpList({ comingUp }: { readonly comingUp: ComingUp }) {
  return (
    <Section title="Coming up">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 rounded-lg border px-4 py-3">
        {comingUp.next.map((next) => (
          <Line key={next.kind} at={<When next={next} />}>
            {words[next.kind](next)}
          </Line>
        ))}
        {comingUp.paused > 0 ? (
          <Line at="Paused">{formatCount(comingUp.paused, "integration")}: nothing comes up until resumed</Line>
        ) : null}
        <Line at="Last full fetch">{describeLast(comingUp)}</Line>
      </dl>
    </Section>
  );
}

type LineProps = { readonly at: ReactNode; readonly children: ReactNode };

function Line({ at, children }: LineProps) {
  return (
    <>
      <dt className="text-subtle text-xs/5 whitespace-nowrap">{at}</dt>
      <dd className="text-pretty">{children}</dd>
    </>
  );
}

/** Schedules are named as they are written, in UTC; the rest is in the person's zone. */
function When({ next }: { readonly next: Next }) {
  return next.kind === "full_fetch" ? formatScheduleUtc(new Date(next.at)) : <Time value={next.at} as="deadline" />;
}

type WaitingProps = { readonly next: Next; readonly does: string; readonly state: "rate_limited" | "running" };

function Waiting({ next: { run, count }, does, state }: WaitingProps) {
  if (run) {
    return (
      <>
        <TextLink href={runPath(run.id)}>{run.endpointLabel}</TextLink>, {run.name}, {does}
      </>
    );
  }
  return (
    <>
      <TextLink href={listPath("/runs", { state })}>{formatCount(count, "run")}</TextLink>{" "}
      {does.replace(/^goes/, "go").replace(/^is/, "are")}
    </>
  );
}

function describeLast({ lastFullFetchAt, withoutFullFetch }: ComingUp) {
  const missing = withoutFullFetch === 0 ? null : `${formatCount(withoutFullFetch, "integration")} without one`;
  if (lastFullFetchAt === null) return missing ?? "none yet";
  return (
    <>
      the oldest <Time value={lastFullFetchAt} as="ago" />
      {missing === null ? null : `, ${missing}`}
    </>
  );
}
