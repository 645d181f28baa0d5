import { expect, test } from "vitest";

import { createPool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { withClient } from "@/lib/local/local-database";
import { createTestDatabase } from "@/tests/support/database";

test("a database that does not answer is not waited for for ever, and whoever asks next has a connection", async () => {
  const database = await createTestDatabase();
  const pool = createPool(database.url, 1, 200);
  try {
    await expect(pool.query("SELECT pg_sleep(20)")).rejects.toThrow(/timeout/);
    await expect(withTransaction(pool, (tx) => tx.query("SELECT pg_sleep(20)"))).rejects.toThrow(/timeout/);
    // The server knows nothing of it: its part is ended here.
    const ended = await withClient(database.url, (client) =>
      client.query(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(20)' AND pid <> pg_backend_pid()",
      ),
    );
    expect(ended.rowCount).toBe(2);
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  } finally {
    await pool.end();
    await database.drop();
  }
});
