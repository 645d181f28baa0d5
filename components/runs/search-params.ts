import { parseAsString, parseAsStringLiteral } from "nuqs";

import { runModes, runStates, runTriggers } from "@/lib/sync/schema";

export const runParams = {
  integration: parseAsString,
  endpoint: parseAsString,
  state: parseAsStringLiteral(runStates),
  mode: parseAsStringLiteral(runModes),
  trigger: parseAsStringLiteral(runTriggers),
};
