"use client";

import { useQuery } from "@tanstack/react-query";

import { Dot } from "@/components/ui/dot";
import { useNowText } from "@/components/ui/use-now";
import { formatAge } from "@/lib/format";
import { refresh } from "@/lib/queries/refresh";
import { statusQuery } from "@/lib/queries/status";

const patienceMs = 3 * refresh.calm;

/** Says whether what is on the screen still renews itself. */
export function LiveDot() {
  const { dataUpdatedAt, isError, failureCount } = useQuery(statusQuery);
  const isFailing = isError || failureCount > 0;
  const text = useNowText((now) => {
    if (dataUpdatedAt === 0) return isFailing ? "Not connected" : "Connecting";
    if (!isFailing && now.getTime() - dataUpdatedAt < patienceMs) return "Live";
    return isFailing ? `Paused ${formatAge(new Date(dataUpdatedAt), now)} ago` : "Live";
  });
  return (
    <output className="text-subtle flex items-center gap-1.5 text-xs whitespace-nowrap">
      <Dot className={text === "Live" ? "bg-info-solid" : "bg-idle-solid"} />
      <span>
        {text}
        {text.startsWith("Paused") ? <span className="max-sm:sr-only">, reconnecting</span> : null}
      </span>
    </output>
  );
}
