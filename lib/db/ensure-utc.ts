import type { ClientBase } from "pg";

import type { Sql } from "./pool";

/**
 * Makes UTC the zone of every session of this role in this database: Prisma's driver writes and reads times as if they
 * were UTC without saying so, so that elsewhere they are hours off. A default of the role and not a setting of the
 * session: a transaction pooler may stand between. It counts for sessions that begin after it.
 */
export async function ensureUtc(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ isSet: boolean; role: string; database: string }>(
    // What the server or the database is set to today, somebody may set otherwise tomorrow.
    `SELECT setting = 'UTC' AND source = 'database user' AS "isSet", quote_ident(current_user) AS role,
            quote_ident(current_database()) AS database
     FROM pg_settings WHERE name = 'TimeZone'`,
  );
  const [session] = rows;
  if (!session || session.isSet) return;
  await client.query(`ALTER ROLE ${session.role} IN DATABASE ${session.database} SET timezone TO 'UTC'`);
}

export async function readZone(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ zone: string }>("SELECT current_setting('TimeZone') AS zone");
  return rows[0]?.zone ?? "";
}

export function isUtc(zone: string): boolean {
  return ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Zulu"].includes(zone);
}
