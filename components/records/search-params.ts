import { parseAsString, parseAsStringLiteral, type inferParserType } from "nuqs";

import { driftKinds } from "@/lib/mirror/schema";

export const deletedChoices = ["include", "only"] as const;
export const driftChoices = ["any", ...driftKinds] as const;
/** How long ago; the start moves on by the minute. */
export const sinceChoices = ["1h", "24h", "7d", "30d"] as const;

export const recordParams = {
  search: parseAsString.withDefault(""),
  integration: parseAsString,
  model: parseAsString,
  deleted: parseAsStringLiteral(deletedChoices),
  since: parseAsStringLiteral(sinceChoices),
  drift: parseAsStringLiteral(driftChoices),
  /** Those that name one record; see lib/mirror/schema/related. */
  related: parseAsString,
};

export type RecordParams = Readonly<inferParserType<typeof recordParams>>;
