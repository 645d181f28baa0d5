import type { ReactNode } from "react";

type ToolbarProps = { readonly search?: ReactNode; readonly children: ReactNode };

/** The search and the filters of a list; on a phone the filters are a line of their own that scrolls sideways. */
export function Toolbar({ search, children }: ToolbarProps) {
  return (
    <div className="mt-4 mb-3 flex flex-wrap items-center gap-2">
      {search}
      <div className="no-scrollbar flex flex-wrap items-center gap-2 max-sm:-mx-4 max-sm:w-screen max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1">
        {children}
      </div>
    </div>
  );
}
