"use client";

import { ShieldX } from "lucide-react";

import { May } from "@/components/shell/may";
import { Icon } from "@/components/ui/icon";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Note } from "@/components/ui/note";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/health/schema/connection";
import { webhookPath } from "@/lib/paths";

import { TestEvent } from "./test-event";
import { WebhookAddress } from "./webhook-address";

type Webhooks = Connection["webhooks"];

/** What is entered in Kombo, and whether what it sends arrives. */
export function WebhookPanel({ webhooks }: { readonly webhooks: Webhooks | undefined }) {
  return (
    <Panel title="Webhook">
      <div className="px-4 py-3">
        <p className="text-muted mb-2">In Kombo, open Webhooks and add this address.</p>
        {webhooks ? (
          <WebhookAddress url={webhooks.url} />
        ) : (
          <div className="flex min-h-9 items-center rounded-md border px-3">
            <Skeleton className="w-2/3" />
          </div>
        )}
        {webhooks && !webhooks.isReachable ? (
          <Note tone="warn" className="mt-2">
            Kombo cannot reach an address of this machine only. Set APP_URL to the public address, and restart.
          </Note>
        ) : null}
        <KeyValues className="mt-3">
          <KeyValue label="Events to choose">{webhooks ? <Events webhooks={webhooks} /> : <Skeleton />}</KeyValue>
          <KeyValue label="Secret">
            {webhooks ? (
              webhooks.isSecretSet ? (
                "present"
              ) : (
                "missing: set KOMBO_WEBHOOK_SECRET and restart"
              )
            ) : (
              <Skeleton />
            )}
          </KeyValue>
          <KeyValue label="Last received">{webhooks ? <LastEvent webhooks={webhooks} /> : <Skeleton />}</KeyValue>
          <KeyValue label="Last rejected">{webhooks ? <LastRejected webhooks={webhooks} /> : <Skeleton />}</KeyValue>
        </KeyValues>
        <May door="POST /api/connection/test-event">
          <div className="mt-3">
            <TestEvent />
          </div>
        </May>
      </div>
    </Panel>
  );
}

function Events({ webhooks: { events } }: { readonly webhooks: Webhooks }) {
  return (
    <ul className="grid gap-0.5">
      {events.map(({ type, does }) => (
        <li key={type}>
          <code className="mono">{type}</code> <span className="text-subtle">{does}</span>
        </li>
      ))}
    </ul>
  );
}

function LastEvent({ webhooks: { last } }: { readonly webhooks: Webhooks }) {
  if (last === null) return "none yet";
  return (
    <span>
      <TextLink href={webhookPath(last.id)}>{last.type}</TextLink>, <Time value={last.at} as="ago" />
    </span>
  );
}

function LastRejected({ webhooks: { lastRejected } }: { readonly webhooks: Webhooks }) {
  if (lastRejected === null) return "none";
  return (
    <span>
      <Icon of={ShieldX} size="xs" className="text-danger-solid mr-1 inline-block align-[-1px]" />
      {lastRejected.cause}, <Time value={lastRejected.at} as="ago" />.{" "}
      <span className="text-subtle">{lastRejected.wayOut}</span>
    </span>
  );
}
