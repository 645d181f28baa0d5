"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import { Dot } from "@/components/ui/dot";
import { Icon } from "@/components/ui/icon";
import { cn } from "@/lib/cn";
import { formatCount, formatNumber } from "@/lib/format";
import type { Status } from "@/lib/health/schema";
import { statusQuery } from "@/lib/queries/status";

import { isCurrentPlace, places, type PlaceHref } from "./places";

/** The places, with the one number of each that may need a look. */
export function NavLinks() {
  const pathname = usePathname();
  const { data: status } = useQuery(statusQuery);
  return (
    <nav aria-label="Main" className="mt-2 flex flex-col gap-px">
      {places.map(({ href, label, icon }) => {
        const isCurrent = isCurrentPlace(href, pathname);
        return (
          <Link
            key={href}
            href={href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "flex h-7.5 items-center gap-2.5 rounded-md px-2 font-medium",
              isCurrent ? "bg-active text-fg" : "text-muted hover:bg-hover",
            )}
          >
            <Icon of={icon} className={isCurrent ? "text-fg" : "text-subtle"} />
            {label}
            <span
              className={cn("text-2xs ml-auto flex items-center gap-1.25", isCurrent ? "text-muted" : "text-subtle")}
            >
              {status ? notes[href](status) : null}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

const notes = {
  "/": ({ attention }) => (attention > 0 ? formatCount(attention, "issue") : null),
  "/integrations": ({ integrations }) => (integrations > 0 ? formatNumber(integrations) : null),
  "/webhooks": () => null,
  "/runs": runsNote,
  "/records": () => null,
  "/drift": driftNote,
  "/settings": () => null,
} as const satisfies Record<PlaceHref, (status: Status) => ReactNode>;

function runsNote({ runningRuns }: Status): ReactNode {
  if (runningRuns === 0) return null;
  return (
    <>
      <Dot className="bg-info-solid" />
      {formatNumber(runningRuns)} running
    </>
  );
}

function driftNote({ heldRuns }: Status): ReactNode {
  if (heldRuns === 0) return null;
  return (
    <>
      <Dot className="bg-held-solid" />
      {formatNumber(heldRuns)} held
    </>
  );
}
