import { parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs";

import { runModes, runStateFilters, runTriggers } from "@/lib/sync/schema/run-words";

export const runParams = {
  integration: parseAsString,
  endpoint: parseAsString,
  state: parseAsStringLiteral(runStateFilters),
  mode: parseAsStringLiteral(runModes),
  trigger: parseAsStringLiteral(runTriggers),
  changes: parseAsStringLiteral(["yes"]),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};
