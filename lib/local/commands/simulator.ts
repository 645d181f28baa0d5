import type { CommandContext } from "@/lib/local/command-context";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { runScript } from "@/lib/local/program";

/** The stand-in for Kombo alone. */
export async function simulator({ args, signal }: CommandContext): Promise<void> {
  const code = await runScript("lib/simulator/main.ts", args, { signal });
  if (code !== 0) throw new ExpectedFailure("The simulator ended with an error: its messages are above.");
}
