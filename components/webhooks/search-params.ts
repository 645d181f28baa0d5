import { moment, oneOf, text, usually } from "@/components/address/parameters";
import { webhookOutcomes } from "@/lib/webhooks/schema/outcome-words";

/** The last this many milliseconds; the start moves on by the minute. */
export const periods = {
  "1h": { label: "Last hour", ms: 3_600_000 },
  "24h": { label: "Last 24 h", ms: 24 * 3_600_000 },
  "7d": { label: "Last 7 days", ms: 7 * 24 * 3_600_000 },
} as const;
export const periodKeys = ["1h", "24h", "7d"] as const;

export const webhookParams = {
  search: usually(text, ""),
  type: text,
  integration: text,
  outcome: oneOf(webhookOutcomes),
  period: oneOf(periodKeys),
  from: moment,
  to: moment,
};
