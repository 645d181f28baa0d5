import { parseArgs, type ParseArgsConfig } from "node:util";

import { ExpectedFailure } from "./expected-failure";

/** `parseArgs` with a sentence instead of a stack for a flag that does not exist. */
export function commandOptions<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedFailure(`${reason} Known here: ${known.join(", ")}.`);
  }
}
