import type { ReactNode } from "react";

import { Mark } from "@/components/ui/mark";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

type PageTitleProps = {
  readonly title: ReactNode;
  /** The state of what the page is about, beside its title. */
  readonly state?: ReactNode;
  /** What the title counts, on the same line; for lists. */
  readonly count?: ReactNode;
  /** Small facts under the title. */
  readonly facts?: ReactNode;
  /** A sentence under the title. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly markOf?: string | undefined;
};

export function PageTitle({ title, state, count, facts, lead, actions, markOf }: PageTitleProps) {
  // The short title of a list leaves room beside it; what it counts has a line of its own on a phone, or it would wrap.
  const isList = count !== undefined;
  return (
    <div className={cn("flex min-h-8 items-center gap-3", "max-sm:flex-wrap", isList && "max-sm:gap-y-1.5")}>
      {markOf ? <Mark name={markOf} size="lg" className="max-sm:hidden" /> : null}
      <div className={cn("min-w-0 grow", isList ? "max-sm:contents" : "max-sm:basis-full")}>
        <div className={cn("flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1", isList && "max-sm:contents")}>
          <h1 className={cn("min-w-0 text-xl font-semibold text-balance break-words", isList && "max-sm:grow")}>
            {title}
          </h1>
          {state}
          {count ? (
            <div className="text-muted min-w-0 wrap-anywhere max-sm:order-2 max-sm:basis-full">{count}</div>
          ) : null}
        </div>
        {lead ? <div className="text-muted max-w-text mt-0.5 text-pretty wrap-anywhere">{lead}</div> : null}
        {facts ? (
          <div className="text-subtle tall-links mt-0.5 flex min-h-6.5 flex-wrap items-center gap-x-2.5 gap-y-0.5 text-xs wrap-anywhere">
            {facts}
          </div>
        ) : null}
      </div>
      {actions ? (
        <div
          className={cn(
            "flex shrink-0 items-center gap-2",
            isList ? "max-sm:order-1" : "max-sm:w-full max-sm:flex-wrap max-sm:*:grow",
          )}
        >
          {actions}
        </div>
      ) : null}
    </div>
  );
}

const underTitle = {
  facts: { facts: <Skeleton className="my-1 w-80 max-w-full max-sm:my-4" /> },
  lead: { lead: <Skeleton className="my-1.5 w-64 max-w-full" /> },
} as const;

type LoadingTitleProps = { readonly of?: keyof typeof underTitle; readonly hasActions?: boolean };

/** Stands where a title will stand, as tall as it will be. */
export function LoadingTitle({ of = "facts", hasActions = false }: LoadingTitleProps) {
  return (
    <PageTitle
      title={
        <>
          <span className="sr-only">Loading</span>
          <Skeleton className="h-4 w-60" />
        </>
      }
      {...underTitle[of]}
      actions={hasActions ? <Skeleton className="h-8 w-40 max-sm:h-11" /> : undefined}
    />
  );
}
