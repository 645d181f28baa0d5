import { Check, Copy, ShieldCheck } from "lucide-react";

import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { formatBytes, formatDuration, formatNumber } from "@/lib/format";
import type { WebhookDetail } from "@/lib/webhooks/schema";

export function WebhookRail({ webhook }: { readonly webhook: WebhookDetail }) {
  const inMirrorMs = timeToMirror(webhook);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <Panel title="Intake">
        <KeyValues className="px-4 py-2">
          <KeyValue label="Signature">
            <Status icon={ShieldCheck} tone="success">
              {nameVerdict(webhook.signatureVerdict)}
            </Status>
          </KeyValue>
          <KeyValue label="Received">
            <Time value={webhook.firstReceivedAt} as="moment" />
          </KeyValue>
          {inMirrorMs === null ? null : (
            <KeyValue label="In the mirror">{formatDuration(inMirrorMs)} after it arrived</KeyValue>
          )}
        </KeyValues>
      </Panel>
      <Panel title="Deliveries" count={formatNumber(webhook.deliveries)}>
        <ul>
          {webhook.deliveryArrivals.map((delivery, index) => (
            <li
              key={delivery.receivedAt}
              className="border-border-faint flex min-h-9 items-center gap-3 border-b px-4 py-1.5 last:border-b-0"
            >
              <Time value={delivery.receivedAt} as="moment" />
              <Status icon={index === 0 ? Check : Copy} tone={index === 0 ? "success" : "idle"}>
                {index === 0 ? "First, acted" : "Repeat, counted only"}
              </Status>
              <span className="text-subtle ml-auto text-xs">{formatBytes(delivery.sizeBytes)}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** From the first arrival to the end of the last run it caused; null while one is missing. */
function timeToMirror({ firstReceivedAt, runs, marks }: WebhookDetail): number | null {
  const ends = runs.flatMap((run) => (run.finishedAt ? [new Date(run.finishedAt).getTime()] : []));
  if (ends.length === 0 || ends.length < runs.length || marks.some((mark) => !mark.served)) return null;
  const ms = Math.max(...ends) - new Date(firstReceivedAt).getTime();
  return ms >= 0 ? ms : null;
}

function nameVerdict(verdict: string): string {
  const secret = /(\d+)$/.exec(verdict)?.[1];
  return secret ? `Valid, secret ${secret}` : "Valid";
}
