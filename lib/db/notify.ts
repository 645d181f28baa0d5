import type { Sql } from "./pool";

/** Inside a transaction it is sent by the commit, and repeats of one transaction are folded into one. */
export async function notify(
  sql: Sql,
  { channel, payload = "" }: { channel: string; payload?: string },
): Promise<void> {
  await sql.query("SELECT pg_notify($1, $2)", [channel, payload]);
}
