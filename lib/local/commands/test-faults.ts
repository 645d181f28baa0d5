import type { CommandContext } from "@/lib/local/command-context";
import { commandOptions } from "@/lib/local/command-options";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { generateClient } from "@/lib/local/generate-client";
import { runTool } from "@/lib/local/program";
import { startTestCluster } from "@/lib/local/test-cluster";

const options = {
  /** Only the history of this seed, or the first of `--histories`. */
  seed: { type: "string" },
  histories: { type: "string" },
} as const;

/** Lives through hundreds of histories of faults and deaths, and the proofs at full size; `--seed` repeats the history that failed. */
export async function testFaults(context: CommandContext): Promise<void> {
  const { seed, histories } = commandOptions(context.args, options);
  const env = {
    ...process.env,
    FAULTS_SEED: wholeNumber("--seed", seed ?? "1"),
    FAULTS_HISTORIES: wholeNumber("--histories", histories ?? (seed === undefined ? "500" : "1")),
  };
  await generateClient(context.signal);
  const postgres = await startTestCluster();
  context.cleanup.add("the tests' PostgreSQL", postgres.stop);
  const args = [
    "run",
    "--reporter=verbose",
    "--config",
    "tests/vitest.config.ts",
    "--project",
    "integration",
    "tests/faults/convergence.test.ts",
    ...(seed === undefined ? ["tests/faults/full-size"] : []),
  ];
  const code = await runTool("vitest", args, {
    signal: context.signal,
    env: { ...env, TEST_DATABASE_URL: postgres.urlOf("postgres") },
  });
  if (code !== 0) throw new ExpectedFailure("A proof failed: of a history, the command that repeats it is above.");
}

function wholeNumber(flag: string, text: string): string {
  if (!/^\d{1,9}$/.test(text)) throw new ExpectedFailure(`${flag} must be a whole number, not "${text}".`);
  return text;
}
