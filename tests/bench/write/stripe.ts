import { embeddedMigrations, PostgresClient } from "@stripe/sync-engine";

import { createPool } from "@/lib/db/pool";

import { type Contender, readAll } from "./contender";

const account = "acct_bench";

/**
 * Its migrations read Stripe's OpenAPI over the network to make the tables of objects. This is the table they make, with
 * its trigger, its index and its reference to the account, but without a generated column for each field of a customer,
 * which would cost it a read of the document each.
 */
const customers = `
  CREATE TABLE stripe.customers (
    "_raw_data" jsonb NOT NULL,
    "_last_synced_at" timestamptz,
    "_updated_at" timestamptz NOT NULL DEFAULT now(),
    "_account_id" text NOT NULL,
    "id" text GENERATED ALWAYS AS ((_raw_data->>'id')::text) STORED,
    PRIMARY KEY ("id"));
  ALTER TABLE stripe.customers ADD FOREIGN KEY ("_account_id") REFERENCES stripe.accounts (id);
  CREATE INDEX ON stripe.customers ("_account_id");
  CREATE TRIGGER handle_updated_at BEFORE UPDATE ON stripe.customers FOR EACH ROW EXECUTE FUNCTION set_updated_at();`;

export const stripe: Contender = {
  async setUp(databaseUrl) {
    const pool = createPool(databaseUrl);
    await pool.query("CREATE SCHEMA stripe");
    for (const { sql } of embeddedMigrations) await pool.query(sql.replaceAll("{{sync_schema}}", '"stripe"'));
    await pool.query(`INSERT INTO stripe.accounts ("_raw_data") VALUES (jsonb_build_object('id', $1::text))`, [
      account,
    ]);
    await pool.query(customers);
    await pool.end();
  },
  async open(databaseUrl) {
    const client = new PostgresClient({ schema: "stripe", poolConfig: { connectionString: databaseUrl, max: 10 } });
    return {
      async write(pages) {
        for await (const records of readAll<{ id: string }>(pages)) {
          await client.upsertManyWithTimestampProtection([...records], "customers", account);
        }
      },
      close: () => client.pool.end(),
    };
  },
};
