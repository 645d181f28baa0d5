import { rmSync } from "node:fs";

import { print } from "./print";
import { captureTool } from "./program";
import type { Counts } from "./test-counts";

interface Check {
  readonly name: string;
  readonly tools: readonly (readonly [tool: string, ...args: string[]])[];
}

const FORMAT: Check = { name: "format", tools: [["oxfmt", "--check"]] };
const LINT: Check = { name: "lint", tools: [["oxlint", "--deny-warnings"]] };
const TYPES: Check = {
  name: "types",
  tools: [
    ["next", "typegen"],
    ["tsc", "--noEmit"],
  ],
};
const KNIP: Check = { name: "knip", tools: [["knip", "--no-progress"]] };

export const staticChecks: readonly Check[] = [FORMAT, LINT, TYPES, KNIP];

/** Counts as one test; what the tools said is shown when it fails. */
export async function runCheck(check: Check, signal: AbortSignal): Promise<Counts> {
  // The development server's leftovers describe routes that may be gone, and would be type-checked.
  rmSync(".next/dev/types", { recursive: true, force: true });
  for (const [tool, ...args] of check.tools) {
    const { code, output } = await captureTool(tool, args, { signal });
    if (code === 0) continue;
    print(`${check.name}: failed`);
    print(output === "" ? `${tool} ended with code ${code} and said nothing.` : output);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  print(`${check.name}: passed`);
  return { passed: 1, failed: 0, skipped: 0 };
}
