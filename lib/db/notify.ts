import type { Sql } from "./pool";

export async function notify(
  sql: Sql,
  { channel, payload = "" }: { channel: string; payload?: string },
): Promise<void> {
  await sql.query("SELECT pg_notify($1, $2)", [channel, payload]);
}
