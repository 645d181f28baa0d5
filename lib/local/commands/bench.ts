import type { CommandContext } from "@/lib/local/command-context";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { generateClient } from "@/lib/local/generate-client";
import { benchClusterFolder } from "@/lib/local/local-paths";
import { openCluster } from "@/lib/local/open-cluster";
import { runScript } from "@/lib/local/program";

/** On a durable cluster of its own, not the tests': the figures are those of a database that keeps what it acknowledged. */
export async function bench(context: CommandContext): Promise<void> {
  await generateClient(context.signal);
  const postgres = await openCluster(context, { directory: benchClusterFolder });
  const code = await runScript("tests/bench/run.ts", context.args, {
    signal: context.signal,
    env: { ...process.env, TEST_DATABASE_URL: postgres.urlOf("postgres") },
  });
  if (code !== 0) throw new ExpectedFailure("The benchmark failed: its messages are above.");
}
