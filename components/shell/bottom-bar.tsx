"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";

import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format";
import { statusQuery } from "@/lib/queries/status";

import { isCurrentPlace, places } from "./places";

/** The places within reach of one thumb; the others are in the menu of the person. */
const near = places.filter(({ href }) => href !== "/settings" && href !== "/drift");

export function BottomBar() {
  const pathname = usePathname();
  const { data: status } = useQuery(statusQuery);
  const attention = status?.attention ?? 0;
  return (
    <nav
      aria-label="Main"
      className="bg-surface fixed inset-x-0 bottom-0 z-20 grid h-15 grid-cols-5 border-t pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {near.map(({ href, label, icon: Shape }) => {
        const isCurrent = isCurrentPlace(href, pathname);
        return (
          <Link
            key={href}
            href={href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "text-2xs/3.5 relative flex flex-col items-center justify-center gap-0.75 font-medium focus-visible:outline-offset-[-2px]",
              isCurrent ? "text-fg" : "text-subtle",
            )}
          >
            <Shape aria-hidden strokeWidth={1.75} className="size-5" />
            {label}
            {href === "/" && attention > 0 ? (
              <span className="bg-danger-strong text-on-danger absolute top-1.5 left-[calc(50%+7px)] h-3.75 min-w-3.75 rounded-full px-0.75 text-center text-[10px]/3.75">
                {attention}
                <span className="sr-only"> {formatCount(attention, "issue").replace(/^\S+ /, "")}</span>
              </span>
            ) : null}
          </Link>
        );
      })}
    </nav>
  );
}
