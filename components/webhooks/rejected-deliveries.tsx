"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, ShieldX } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import { formatBytes, formatCount } from "@/lib/format";
import { rejectedDeliveriesQuery } from "@/lib/queries/webhooks";

/** Deliveries nobody could verify: their bodies are not kept, so there is no page about them. */
export function RejectedDeliveries() {
  const { data } = useQuery(rejectedDeliveriesQuery);
  const newest = data?.rows[0];
  if (!newest) return null;
  return (
    <details className="group bg-danger-bg text-danger-fg mb-3 rounded-lg text-xs">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-lg px-3 py-2 max-sm:min-h-11">
        <Icon of={ShieldX} size="sm" />
        <span className="min-w-0">
          {formatCount(data.rows.length, "delivery was", "deliveries were")} rejected, the last one{" "}
          <Time value={newest.receivedAt} as="ago" />: {newest.cause}. Nothing in them was trusted or stored.
        </span>
        <Icon
          of={ChevronRight}
          size="sm"
          className="ml-auto transition-transform duration-(--base) group-open:rotate-90"
        />
      </summary>
      <ul className="px-3 pb-2">
        {data.rows.map((delivery) => (
          <li key={delivery.id} className="border-danger-line flex gap-4 border-t py-1.5">
            <Time value={delivery.receivedAt} as="moment" className="w-24" />
            <span className="min-w-0 grow first-letter:uppercase">{delivery.cause}</span>
            <span className="whitespace-nowrap">{formatBytes(delivery.sizeBytes)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
