import { oneOf, text, usually, type Values } from "@/components/address/parameters";
import { driftKinds } from "@/lib/mirror/schema/change-words";

export const deletedChoices = ["include", "only"] as const;
export const driftChoices = ["any", ...driftKinds] as const;
/** How long ago; the start moves on by the minute. */
export const sinceChoices = ["1h", "24h", "7d", "30d"] as const;

export const recordParams = {
  search: usually(text, ""),
  integration: text,
  model: text,
  deleted: oneOf(deletedChoices),
  since: oneOf(sinceChoices),
  drift: oneOf(driftChoices),
  /** Those that name one record; see lib/mirror/schema/related. */
  related: text,
};

export type RecordParams = Values<typeof recordParams>;
