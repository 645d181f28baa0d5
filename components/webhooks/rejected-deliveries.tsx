"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, ShieldCheck, ShieldX } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { cn } from "@/lib/cn";
import { formatBytes, formatCount } from "@/lib/format";
import { rejectedDeliveriesQuery } from "@/lib/queries/webhooks";

const line = "flex h-9 items-center gap-2 max-sm:h-11";

/**
 * Deliveries nobody could verify: their bodies are not kept, so there is no page about them. One line whatever there
 * is, and while it loads: the list under it stays where it is.
 */
export function RejectedDeliveries() {
  const { data, isError } = useQuery(rejectedDeliveriesQuery);
  const newest = data?.rows[0];
  if (!newest) {
    return (
      <p className={cn(line, "text-muted mb-3 px-2 text-xs max-sm:px-0")}>
        {data ? (
          <>
            <Icon of={ShieldCheck} size="sm" /> No delivery was rejected.
          </>
        ) : null}
        {isError && !data ? (
          <span>
            The rejected deliveries could not be loaded.
            <span className="max-sm:hidden"> It is tried again by itself.</span>
          </span>
        ) : null}
        {data || isError ? null : <Skeleton className="w-40" />}
      </p>
    );
  }
  return (
    <details className="group bg-danger-bg text-danger-fg mb-3 rounded-lg text-xs">
      <summary className={cn(line, "cursor-pointer list-none rounded-lg px-3")}>
        <Icon of={ShieldX} size="sm" />
        <span className="min-w-0 truncate">
          {formatCount(data.rows.length, "delivery", "deliveries")} rejected, the last one{" "}
          <Time value={newest.receivedAt} as="ago" />
          <span className="max-sm:hidden">: {newest.cause}. Nothing in them was trusted or stored.</span>
        </span>
        <Icon
          of={ChevronRight}
          size="sm"
          className="ml-auto transition-transform duration-(--base) group-open:rotate-90"
        />
      </summary>
      <p className="px-3 pb-2 sm:hidden">Nothing in them was trusted or stored.</p>
      <ul className="px-3 pb-2">
        {data.rows.map((delivery) => (
          <li key={delivery.id} className="border-danger-line flex gap-4 border-t py-1.5">
            <Time value={delivery.receivedAt} as="moment" className="w-24 max-sm:w-16" />
            <span className="min-w-0 grow first-letter:uppercase">{delivery.cause}</span>
            <span className="whitespace-nowrap">{formatBytes(delivery.sizeBytes)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
