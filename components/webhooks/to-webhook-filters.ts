import type { WebhookFilters } from "@/lib/webhooks/schema";
import type { WebhookOutcome } from "@/lib/webhooks/schema/outcome-words";

import { periods } from "./search-params";

export type WebhookParams = {
  readonly search: string;
  readonly type: string | null;
  readonly integration: string | null;
  readonly outcome: WebhookOutcome | null;
  readonly period: keyof typeof periods | null;
  readonly from: Date | null;
  readonly to: Date | null;
};

const minuteMs = 60_000;

/** What the list is asked for. A period's start moves by whole minutes, so that it is not another question each second. */
export function toWebhookFilters(params: WebhookParams, now: Date): Omit<WebhookFilters, "cursor"> {
  const { search, type, integration, outcome } = params;
  return {
    ...(search.trim() === "" ? {} : { search: search.trim() }),
    ...(type === null ? {} : { type }),
    ...(integration === null ? {} : { integration }),
    ...(outcome === null ? {} : { outcome }),
    ...toSpan(params, now),
  };
}

function toSpan({ period, from, to }: WebhookParams, now: Date): Pick<WebhookFilters, "from" | "to"> {
  if (from) return { from: from.toISOString(), ...(to ? { to: to.toISOString() } : {}) };
  if (!period) return {};
  const minute = Math.floor(now.getTime() / minuteMs) * minuteMs;
  return { from: new Date(minute - periods[period].ms).toISOString() };
}
