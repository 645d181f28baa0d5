import type { CommandContext } from "@/lib/local/command-context";
import { generateClient } from "@/lib/local/generate-client";
import { print } from "@/lib/local/print";

export async function generate({ signal }: CommandContext): Promise<void> {
  await generateClient(signal);
  print("The Prisma client is up to date.");
}
