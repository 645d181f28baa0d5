"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, CircleDashed, CircleX, Hourglass, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { Icon, type IconType } from "@/components/ui/icon";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toneIcon, type Tone } from "@/components/ui/tone";
import { formatDuration, formatNumber } from "@/lib/format";
import type { Status } from "@/lib/health/schema";
import { statusQuery } from "@/lib/queries/status";

type Mark = { readonly icon: IconType; readonly tone: Tone };

const well: Mark = { icon: Check, tone: "success" };
const open: Mark = { icon: CircleDashed, tone: "idle" };
const late: Mark = { icon: TriangleAlert, tone: "warn" };
const broken: Mark = { icon: CircleX, tone: "danger" };

/** The four things everything else rests on. */
export function HealthFoot() {
  const { data: status, isError } = useQuery(statusQuery);
  if (isError && !status) {
    return (
      <p className="text-subtle flex items-center gap-1.5 border-t px-4 py-3 text-xs/5">
        <Icon of={open.icon} size="xs" className={toneIcon[open.tone]} />
        Health could not be loaded
      </p>
    );
  }
  return (
    <dl className="text-subtle grid grid-cols-[auto_1fr] gap-x-3 border-t px-4 py-3 text-xs/5">
      <Line label="Kombo API" mark={status && komboMark[status.kombo.kind]}>
        {status ? <KomboText kombo={status.kombo} /> : null}
      </Line>
      <Line label="Clock" mark={status && clockMark(status.kombo)}>
        {status ? describeClock(status.kombo) : null}
      </Line>
      <Line label="Webhooks" mark={status && webhooksMark[status.webhooks.kind]}>
        {status ? <WebhooksText webhooks={status.webhooks} /> : null}
      </Line>
      <Line label="Scheduler" mark={status && driverMark[status.driver.kind]}>
        {status ? <LastTime value={status.driver.lastAt} never="not run yet" /> : null}
      </Line>
    </dl>
  );
}

const komboMark = {
  ok: well,
  unreachable: broken,
  refused: broken,
  rate_limited: { icon: Hourglass, tone: "rate" },
  not_configured: broken,
  unknown: open,
} as const satisfies Record<Status["kombo"]["kind"], Mark>;

const webhooksMark = { ok: well, none_yet: open, not_configured: broken } as const satisfies Record<
  Status["webhooks"]["kind"],
  Mark
>;

const driverMark = { ok: well, late, never: open } as const satisfies Record<Status["driver"]["kind"], Mark>;

const komboTexts = {
  ok: null,
  unreachable: "not reachable",
  refused: "refuses the key",
  rate_limited: "rate limited",
  not_configured: "no key set",
  unknown: "not asked yet",
} as const satisfies Record<Status["kombo"]["kind"], string | null>;

function KomboText({ kombo: { kind, region, latencyMs, until } }: { readonly kombo: Status["kombo"] }) {
  if (kind === "rate_limited" && until) {
    return (
      <>
        limited until <Time value={until} as="deadline" />
      </>
    );
  }
  const text = komboTexts[kind];
  if (text !== null) return text;
  return latencyMs === null ? region : `${region}, ${formatNumber(Math.round(latencyMs))} ms`;
}

const clockToleranceMs = 60_000;

function clockMark({ clockOffsetMs }: Status["kombo"]): Mark {
  if (clockOffsetMs === null) return open;
  return Math.abs(clockOffsetMs) > clockToleranceMs ? late : well;
}

/** Kombo tells the time to the second. */
function describeClock({ clockOffsetMs }: Status["kombo"]): string {
  if (clockOffsetMs === null) return "not measured yet";
  const seconds = Math.round(clockOffsetMs / 1_000);
  if (Math.abs(seconds) < 2) return "as Kombo’s";
  const amount = formatDuration(Math.abs(clockOffsetMs));
  return seconds > 0 ? `${amount} behind Kombo` : `${amount} ahead of Kombo`;
}

function WebhooksText({ webhooks }: { readonly webhooks: Status["webhooks"] }) {
  if (webhooks.kind === "not_configured") return "no secret set";
  return <LastTime value={webhooks.lastAt} never="none yet" />;
}

function LastTime({ value, never }: { readonly value: string | null; readonly never: string }) {
  return value === null ? never : <Time value={value} as="ago" />;
}

type LineProps = { readonly label: string; readonly mark: Mark | undefined; readonly children: ReactNode };

function Line({ label, mark, children }: LineProps) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="text-muted flex min-w-0 items-center justify-end gap-1.5 text-right">
        {mark ? children : <Skeleton className="w-14" />}
        {mark ? <Icon of={mark.icon} size="xs" className={toneIcon[mark.tone]} /> : null}
      </dd>
    </>
  );
}
