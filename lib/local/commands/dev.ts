import type { CommandContext } from "@/lib/local/command-context";
import { runDemo } from "@/lib/local/run-demo";

/** The demo with Next's development server, and a database of its own. */
export async function dev(context: CommandContext): Promise<void> {
  await runDemo(context, { name: "dev", mode: "dev" });
}
