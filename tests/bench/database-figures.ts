import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

/** What one run of something left in a database, as PostgreSQL counted it. */
export type Written = {
  readonly walBytes: number;
  /** Of the table that holds the records. */
  readonly rowsUpdated: number;
  /** Row versions left behind in any table: each update and each deletion leaves one. */
  readonly deadTuples: number;
};

type Reading = { readonly wal: number; readonly updated: number; readonly dead: number };

/** Measures what `run` writes; whoever it connected must have gone when it ends, since only then all is counted. */
export async function measureWritten<Result>(
  client: Client,
  table: string,
  run: () => Promise<Result>,
): Promise<Written & { readonly result: Result }> {
  await client.query("CHECKPOINT");
  const before = await read(client, table);
  const result = await run();
  await untilAlone(client);
  const after = await read(client, table);
  return {
    walBytes: after.wal - before.wal,
    rowsUpdated: after.updated - before.updated,
    deadTuples: after.dead - before.dead,
    result,
  };
}

async function read(client: Client, table: string): Promise<Reading> {
  const { rows } = await client.query<Reading>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal,
            (SELECT n_tup_upd::float8 FROM pg_stat_user_tables WHERE relid = $1::regclass) AS updated,
            (SELECT sum(n_tup_upd + n_tup_del)::float8 FROM pg_stat_user_tables) AS dead`,
    [table],
  );
  const [row] = rows;
  if (!row) throw new Error("PostgreSQL did not tell its counts");
  return row;
}

async function untilAlone(client: Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    if (rowCount === 0) return;
    await sleep(10);
  }
}
