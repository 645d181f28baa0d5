"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { formatCount } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";

type EndpointChoiceProps = {
  readonly endpoints: readonly EndpointRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
};

export function EndpointChoice({ endpoints, chosen, onChange }: EndpointChoiceProps) {
  return (
    <ul className="mt-2 max-h-48 overflow-y-auto rounded-lg border py-1">
      {endpoints.map(({ endpoint, label, liveRecords }) => (
        <li key={endpoint} className="hover:bg-hover flex h-8 items-center gap-2 px-3 max-sm:h-11">
          <Checkbox
            id={`choose-${endpoint}`}
            isChecked={chosen.has(endpoint)}
            onChange={(isChecked) => {
              const rest = [...chosen].filter((other) => other !== endpoint);
              onChange(new Set(isChecked ? [...rest, endpoint] : rest));
            }}
          />
          <label htmlFor={`choose-${endpoint}`} className="flex min-w-0 grow cursor-pointer items-center">
            <span className="truncate">{label}</span>
            <span className="text-subtle ml-auto text-xs whitespace-nowrap">{formatCount(liveRecords, "record")}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
