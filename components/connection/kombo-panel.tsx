"use client";

import { May } from "@/components/shell/may";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { formatDuration } from "@/lib/format";
import type { Connection } from "@/lib/health/schema/connection";

import { CheckKey } from "./check-key";

/** The API key, which is never shown: whether it is there, and what Kombo says of it. */
export function KomboPanel({ kombo }: { readonly kombo: Connection["kombo"] | undefined }) {
  return (
    <Panel title="Kombo API">
      <div className="px-4 py-3">
        <KeyValues>
          <KeyValue label="API key">
            {kombo ? kombo.isKeySet ? "present" : "missing: set KOMBO_API_KEY and restart" : <Skeleton />}
          </KeyValue>
          <KeyValue label="Region">{kombo ? kombo.region : <Skeleton className="w-10" />}</KeyValue>
          <KeyValue label="Last answer">
            {kombo ? <LastAnswer kombo={kombo} /> : <Skeleton className="w-28" />}
          </KeyValue>
        </KeyValues>
        <May door="POST /api/connection/check-key">
          <div className="mt-3">
            <CheckKey />
          </div>
        </May>
      </div>
    </Panel>
  );
}

function LastAnswer({ kombo: { lastOkAt, latencyMs } }: { readonly kombo: Connection["kombo"] }) {
  if (lastOkAt === null) return "none that took the key yet";
  return (
    <span>
      <Time value={lastOkAt} as="ago" />
      {latencyMs === null ? "" : `, in ${formatDuration(latencyMs)}`}
    </span>
  );
}
