import { moment, oneOf, text } from "@/components/address/parameters";
import { runModes, runStateFilters, runTriggers } from "@/lib/sync/schema/run-words";

export const runParams = {
  integration: text,
  endpoint: text,
  state: oneOf(runStateFilters),
  mode: oneOf(runModes),
  trigger: oneOf(runTriggers),
  changes: oneOf(["yes"]),
  from: moment,
  to: moment,
};
