import { runCheck, staticChecks } from "@/lib/local/checks";
import type { CommandContext } from "@/lib/local/command-context";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { generateClient } from "@/lib/local/generate-client";
import { print } from "@/lib/local/print";
import { captureTool } from "@/lib/local/program";

/** What can be known in seconds and without a database; ends at the first thing that is wrong. */
export async function verify({ signal }: CommandContext): Promise<void> {
  await generateClient(signal);
  for (const check of staticChecks) {
    const { failed } = await runCheck(check, signal);
    if (failed > 0) throw new ExpectedFailure(`verify: ${check.name} failed.`);
  }
  const unit = ["run", "--config", "tests/vitest.config.ts", "--project", "unit", "--reporter", "dot"];
  const { code, output } = await captureTool("vitest", unit, { signal });
  print(code === 0 ? "unit: passed" : output);
  if (code !== 0) throw new ExpectedFailure("verify: unit failed.");
}
