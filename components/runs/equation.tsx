import { Fragment } from "react";

import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";
import type { Counts } from "@/lib/sync/schema";

import { countNames } from "./describe-counts";

/** What was received equals what was done with it. */
export function Equation({ counts }: { readonly counts: Counts }) {
  return (
    <div
      role="group"
      aria-label="What was received and what was done with it"
      className="no-scrollbar flex items-stretch overflow-x-auto rounded-lg border max-sm:grid max-sm:grid-cols-4"
    >
      <Term value={counts.received} name="received" />
      {countNames.map((name, index) => (
        <Fragment key={name}>
          <span className="py-2.5 text-lg text-faint max-sm:hidden">{index === 0 ? "=" : "+"}</span>
          <Term value={counts[name]} name={name} />
        </Fragment>
      ))}
    </div>
  );
}

function Term({ value, name }: { readonly value: number; readonly name: string }) {
  const isZero = value === 0;
  return (
    <div className="min-w-20 flex-1 px-3.5 py-2.5 max-sm:min-w-0 max-sm:px-3 max-sm:py-2">
      <div className={cn("text-lg tracking-[-0.01em]", isZero ? "font-medium text-faint" : "font-semibold")}>
        {formatNumber(value)}
      </div>
      <div className="text-xs whitespace-nowrap text-subtle">{name}</div>
    </div>
  );
}
