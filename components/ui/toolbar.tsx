import type { ReactNode } from "react";

/** The search and the filters of a list; on a phone the filters scroll sideways under the search. */
export function Toolbar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="no-scrollbar mt-4 mb-3 flex flex-wrap items-center gap-2 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1">
      {children}
    </div>
  );
}
