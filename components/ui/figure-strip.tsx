import type { ReactNode } from "react";

import { Skeleton } from "./skeleton";

export type Figure = {
  readonly label: string;
  /** Absent while it is loading. */
  readonly value?: ReactNode;
  readonly note?: ReactNode;
};

/** The few numbers that answer most questions of a page, in one line. */
export function FigureStrip({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="grid auto-cols-fr overflow-hidden rounded-lg border max-sm:grid-cols-2 sm:max-lg:grid-cols-3 lg:grid-flow-col">
      {figures.map(({ label, value, note }) => (
        <div
          key={label}
          className="-mt-px -ml-px min-w-0 border-t border-l px-4 pt-2.5 pb-2.75 max-sm:last:odd:col-span-2 sm:max-lg:last:col-span-2"
        >
          <dt className="text-subtle text-xs">{label}</dt>
          <dd className="mt-0.5 flex flex-wrap items-baseline gap-x-1.5 text-lg font-semibold tracking-[-0.01em]">
            {value === undefined ? <Skeleton className="my-1.5 h-3 w-24" /> : value}
            {note ? <small className="text-subtle truncate text-xs font-normal tracking-normal">{note}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
