import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export type TabLink = {
  readonly href: Route;
  readonly label: string;
  readonly count?: ReactNode;
  readonly isCurrent: boolean;
};

/** Tabs that are places: each has an address. */
export function TabLinks({ label, tabs }: { readonly label: string; readonly tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="no-scrollbar flex gap-5 overflow-x-auto border-b max-sm:-mx-4 max-sm:px-4">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.isCurrent ? "page" : undefined}
          className={cn(
            "inline-flex gap-1.5 border-b-2 pt-1 pb-2 font-medium whitespace-nowrap focus-visible:outline-offset-[-2px] max-sm:py-3",
            tab.isCurrent ? "border-fg text-fg" : "text-muted hover:text-fg border-transparent",
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="text-subtle font-normal">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
