import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useLayoutEffect, useRef } from "react";

import { cn } from "@/lib/cn";

export type TabLink = {
  readonly href: Route;
  readonly label: string;
  readonly count?: ReactNode;
  readonly isCurrent: boolean;
};

/** Tabs that are places: each has an address. */
export function TabLinks({ label, tabs }: { readonly label: string; readonly tabs: readonly TabLink[] }) {
  const navRef = useRef<HTMLElement>(null);
  const current = tabs.find(({ isCurrent }) => isCurrent)?.href;
  // Counts that come later push it on.
  const counts = tabs.filter(({ count }) => count !== undefined).length;
  useLayoutEffect(() => showLink(navRef.current, { href: current, counts }), [current, counts]);
  return (
    <nav
      ref={navRef}
      aria-label={label}
      className="no-scrollbar flex gap-5 overflow-x-auto border-b max-sm:-mx-4 max-sm:px-4"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.isCurrent ? "page" : undefined}
          className={cn(
            "inline-flex min-w-6 shrink-0 justify-center gap-1.5 border-b-2 pt-1 pb-2 font-medium whitespace-nowrap focus-visible:outline-offset-[-2px] max-sm:py-3",
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

/** Where there is no room for all of them, the one that is open stands in the middle. */
function showLink(nav: HTMLElement | null, { href }: { href: string | undefined; counts: number }): void {
  const link = [...(nav?.querySelectorAll("a") ?? [])].find((one) => one.getAttribute("href") === href);
  if (nav && link) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
}
