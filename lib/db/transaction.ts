import type pg from "pg";

import type { Pool } from "./pool";

/** Commits what `work` did, or nothing of it. */
export async function withTransaction<Result>(
  pool: Pool,
  work: (tx: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  // The pool listens only to idle clients: a connection that breaks between two statements would end the process.
  const onError = (error: Error) => {
    broken = error;
  };
  tx.on("error", onError);
  try {
    await tx.query("BEGIN");
    const result = await work(tx);
    await tx.query("COMMIT");
    return result;
  } catch (error) {
    // A client whose rollback fails is in an unknown state and must not go back to the pool.
    await tx.query("ROLLBACK").catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError));
    });
    throw error;
  } finally {
    tx.off("error", onError);
    tx.release(broken);
  }
}
