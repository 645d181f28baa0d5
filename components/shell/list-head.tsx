import type { ReactNode } from "react";

import { Skeleton } from "@/components/ui/skeleton";

import { PageTitle } from "./page-title";

type ListHeadProps = {
  /** False: it stands on a tab, under the title of what it belongs to. */
  readonly isPage: boolean;
  readonly title: ReactNode;
  /** Absent while it is loading. */
  readonly count: ReactNode;
  /** It could not be loaded. */
  readonly hasNoCount: boolean;
  readonly actions: ReactNode;
};

/** The title of a list and what can be done with all of it; on a tab only the latter, beside the filters. */
export function ListHead({ isPage, title, count, hasNoCount, actions }: ListHeadProps) {
  if (isPage)
    return (
      <PageTitle title={title} count={count ?? (hasNoCount ? null : <Skeleton className="w-28" />)} actions={actions} />
    );
  return <div className="mt-4 flex gap-2 max-sm:*:grow sm:float-right sm:ml-3">{actions}</div>;
}
