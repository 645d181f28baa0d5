import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";
import type { Counts } from "@/lib/sync/schema";

import { countNames } from "./describe-counts";

const operator =
  "before:absolute before:top-2.5 before:-left-1.5 before:text-lg before:font-normal before:text-faint max-sm:before:hidden";

/** What was received equals what was done with it. */
export function Equation({ counts }: { readonly counts: Counts }) {
  return (
    <dl
      aria-label="What was received and what was done with it"
      className={cn(
        "no-scrollbar flex items-stretch overflow-x-auto rounded-lg border max-sm:grid",
        counts.received < 1_000_000 ? "max-sm:grid-cols-4" : "max-sm:grid-cols-2",
      )}
    >
      <Term value={counts.received} name="received" />
      {countNames.map((name, index) => (
        <Term
          key={name}
          value={counts[name]}
          name={name}
          className={cn(operator, index === 0 ? "before:content-['=']" : "before:content-['+']")}
        />
      ))}
    </dl>
  );
}

type TermProps = { readonly value: number; readonly name: string; readonly className?: string };

function Term({ value, name, className }: TermProps) {
  return (
    <div
      className={cn(
        "relative flex min-w-22 flex-1 flex-col-reverse px-4 py-2.5 max-sm:min-w-0 max-sm:px-3 max-sm:py-2",
        className,
      )}
    >
      <dt className="text-subtle text-xs whitespace-nowrap">{name}</dt>
      <dd className={cn("text-lg tracking-[-0.01em]", value === 0 ? "text-faint font-medium" : "font-semibold")}>
        {formatNumber(value)}
      </dd>
    </div>
  );
}
