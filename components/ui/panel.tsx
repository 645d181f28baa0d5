import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

import { Skeleton } from "./skeleton";

type PanelProps = {
  readonly title?: ReactNode;
  readonly count?: ReactNode;
  /** Null: they are still to come, and have their room. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A part of a page inside a line. */
export function Panel({ title, count, actions, children, className }: PanelProps) {
  return (
    <section className={cn("bg-surface min-w-0 overflow-hidden rounded-lg border", className)}>
      {title ? (
        <header
          className={cn(
            "flex flex-wrap items-center gap-x-2 gap-y-1 border-b py-1.5 pr-3 pl-4",
            actions === undefined ? "min-h-10" : "min-h-10.25 max-sm:min-h-12.25",
          )}
        >
          <h2 className="text-sm font-semibold">{title}</h2>
          {count === undefined ? null : <span className="text-subtle">{count}</span>}
          {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

type SectionProps = Omit<PanelProps, "title"> & { readonly title: ReactNode };

/** A part of a page under a heading, without a line around it. */
export function Section({ title, count, actions, children, className }: SectionProps) {
  return (
    <section className={cn("min-w-0", className)}>
      <header
        className={cn(
          "mb-2 flex min-h-7 flex-wrap items-center gap-x-2",
          actions === undefined ? null : "max-sm:min-h-9",
        )}
      >
        <h2 className="text-base font-semibold">{title}</h2>
        {count === undefined ? null : <span className="text-subtle text-base">{count}</span>}
        {actions ? <div className="tall-links ml-auto flex items-center gap-3 text-xs">{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}

/** A panel that is loading: bars where its lines will stand. */
export function LoadingPanel({ title, lines, className }: LoadingPanelProps) {
  return (
    <Panel title={title} {...(className === undefined ? {} : { className })}>
      <div className="grid gap-4 px-4 py-4.5">
        {Array.from({ length: lines }, (_, index) => (
          <Skeleton key={index} className={barWidths[index % barWidths.length] ?? "w-1/2"} />
        ))}
      </div>
    </Panel>
  );
}

type LoadingPanelProps = { readonly title?: string; readonly lines: number; readonly className?: string };

const barWidths = ["w-3/5", "w-2/5", "w-1/2", "w-1/3"] as const;
