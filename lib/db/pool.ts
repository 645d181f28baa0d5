import pg from "pg";

export type Pool = pg.Pool;
/** The pool, or one client of it inside a transaction. */
export type Sql = pg.Pool | pg.PoolClient;

/**
 * At most five connections an instance unless told otherwise, released when idle: many serverless instances share one database.
 * No statement is named and no session setting is made, so a transaction pooler may stand between.
 */
export function createPool(connectionString: string, max = 5): Pool {
  return new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 5_000,
    application_name: "kombo-mirror",
  });
}
