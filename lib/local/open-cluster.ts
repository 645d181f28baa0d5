import type { CommandContext } from "./command-context";
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from "./embedded-postgres";
import { print } from "./print";

/** The embedded PostgreSQL for the length of a command. */
export async function openCluster(
  context: CommandContext,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  print("Starting the embedded PostgreSQL.");
  const postgres = await startEmbeddedPostgres(options);
  context.cleanup.add("the embedded PostgreSQL", postgres.stop);
  const state = postgres.reused ? "It was already running" : "It is running";
  print(`${state}; its data is in ${postgres.dataDirectory}.`);
  context.signal.throwIfAborted();
  return postgres;
}
