"use client";

import { Gauge } from "@/components/ui/gauge";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/use-now";
import { formatSpan } from "@/lib/format";

type EndpointAgeProps = { readonly lastSucceededAt: string; readonly objectiveSeconds: number };

/** The age of the last complete fetch beside the age it may reach. */
export function EndpointAge({ lastSucceededAt, objectiveSeconds }: EndpointAgeProps) {
  const now = useNow();
  const ageMs = now.getTime() - new Date(lastSucceededAt).getTime();
  const objectiveMs = objectiveSeconds * 1_000;
  return (
    <span className="inline-flex items-center gap-2.5 whitespace-nowrap">
      <Gauge share={ageMs / objectiveMs} />
      <span>
        <Time value={lastSucceededAt} /> <span className="text-subtle">/ {formatSpan(objectiveMs)}</span>
      </span>
    </span>
  );
}
