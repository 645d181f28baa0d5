import pg from "pg";

export type Pool = pg.Pool;
/** The pool, or one client of it inside a transaction. */
export type Sql = pg.Pool | pg.PoolClient;

const timestamptz: number = pg.types.builtins.TIMESTAMPTZ;
const utcTime = /^\d{4}-\d{2}-\d{2} [\d:.]+\+00$/;

/**
 * Times as they come where the session is in UTC: the usual parser, which knows every format there is, took a quarter of
 * the time of an answer about thousands of endpoints.
 */
const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: "text" | "binary") => {
  const parse = format === "binary" ? pg.types.getTypeParser(id, format) : pg.types.getTypeParser(id, "text");
  if (id !== timestamptz || format === "binary") return parse;
  return (text: string) => (utcTime.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parse(text));
};

/** No statement of ours takes as long; what holds a lock this long is no page or command. */
const statementMaxMs = 120_000;

/**
 * At most five connections an instance unless told otherwise, released when idle: many serverless instances share one database.
 * No session setting is made and no statement named, save where no pooler stands between (lib/db/prepared.ts).
 */
export function createPool(connectionString: string, max = 5, answerWithinMs = statementMaxMs): Pool {
  return new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 5_000,
    // A database that is gone without a word would be waited for until the process ends: who asks is told, and asks anew.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: answerWithinMs,
    application_name: "kombo-mirror",
    types: { getTypeParser },
  });
}
