import type { CommandContext } from "@/lib/local/command-context";
import { runDemo } from "@/lib/local/run-demo";

/** The whole product on this machine, with a simulated Kombo behind it. */
export async function demo(context: CommandContext): Promise<void> {
  await runDemo(context, { name: "demo", mode: "start" });
}
