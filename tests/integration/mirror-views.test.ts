import fc from "fast-check";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createPool, type Pool } from "@/lib/db/pool";
import { endpoints } from "@/lib/kombo/endpoints";
import { views } from "@/lib/mirror/views";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { listViewStatements } from "@/tests/support/view-statements";

const migration = readFileSync("prisma/migrations/20261121110000_consumer_api/migration.sql", "utf8");

describe("the views of the schema mirror", () => {
  it("are in the migration exactly as the data says, one or more for each model of the catalog", () => {
    expect(migration.match(/^CREATE VIEW/gm)).toHaveLength(views.length);
    for (const statement of listViewStatements()) expect(migration).toContain(`\n${statement}\n`);
    expect(new Set(views.filter(({ list }) => list === null).map(({ model }) => model))).toEqual(
      new Set(endpoints.map(({ model }) => model)),
    );
    for (const { name, columns } of views) {
      expect(name.length).toBeLessThan(64);
      expect(new Set(columns.map((column) => column.name)).size, name).toBe(columns.length);
    }
  });
});

describe("over a mirrored database", () => {
  let mirror: Mirror;
  beforeEach(async () => {
    mirror = await startMirror({ size: 60 });
    await mirror.connect();
  });
  afterEach(() => mirror.stop());

  it("every live record and every entry of its lists is a row, no tombstone is, and typed columns have values", async () => {
    const counts = new Map<string, number>();
    for (const { name, model, list } of views) {
      const keys = (list ?? "").split(".").join(",");
      const expected =
        list === null
          ? "count(*)::int"
          : `coalesce(sum(CASE jsonb_typeof(data #> '{${keys}}') WHEN 'array' THEN jsonb_array_length(data #> '{${keys}}') END), 0)::int`;
      const found = await readValue<number>(mirror.pool, `SELECT count(*)::int FROM mirror.${name}`);
      expect(found, name).toBe(
        await readValue(mirror.pool, `SELECT ${expected} FROM records WHERE model = '${model}' AND deleted_at IS NULL`),
      );
      counts.set(name, found);
    }
    const tombstones = await readValue<number>(
      mirror.pool,
      "SELECT count(*)::int FROM records WHERE deleted_at IS NOT NULL",
    );
    expect(tombstones).toBeGreaterThan(0);
    expect(counts.get("hris_employees")).toBeGreaterThan(20);
    expect(counts.get("hris_employees_employments")).toBeGreaterThan(20);
    expect(counts.get("ats_applications_candidate_email_addresses")).toBeGreaterThan(5);
  });

  it("a column holds what the record has, in the type it is of", async () => {
    const differing = await readValue<number>(
      mirror.pool,
      `SELECT count(*)::int FROM mirror.hris_employees WHERE
         weekly_hours IS DISTINCT FROM (data ->> 'weekly_hours')::numeric
         OR start_date IS DISTINCT FROM (data ->> 'start_date')::timestamptz
         OR home_address_city IS DISTINCT FROM data -> 'home_address' ->> 'city'
         OR pg_typeof(start_date)::text <> 'timestamp with time zone' OR pg_typeof(weekly_hours)::text <> 'numeric'`,
    );
    expect(differing).toBe(0);
    const dates = await readValue<number>(mirror.pool, "SELECT count(start_date)::int FROM mirror.hris_employees");
    expect(dates).toBeGreaterThan(0);
  });

  it("none of them raises, whatever stands in a field", async () => {
    await mirror.pool.query(
      `UPDATE records SET data = (SELECT jsonb_object_agg(key, CASE WHEN n % 3 = 0 THEN '"2026-02-30T25:00:00Z"' WHEN n % 3 = 1 THEN '{"id": []}' ELSE '[1, null, "x"]' END::jsonb)
       FROM jsonb_each(data) WITH ORDINALITY AS e(key, value, n))`,
    );
    for (const { name } of views) {
      const { rows } = await mirror.pool.query(`SELECT * FROM mirror.${name}`);
      expect(Array.isArray(rows)).toBe(true);
    }
  });
});

describe("over an empty mirror", () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeEach(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  it("every view answers", async () => {
    for (const { name } of views) expect((await pool.query(`SELECT * FROM mirror.${name}`)).rows).toEqual([]);
  });

  it("a role without rights on the tables reads nothing through a view", async () => {
    await pool.query(
      `DO $$ BEGIN CREATE ROLE views_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
       GRANT USAGE ON SCHEMA mirror TO views_reader; GRANT SELECT ON ALL TABLES IN SCHEMA mirror TO views_reader`,
    );
    const client = await pool.connect();
    try {
      await client.query("SET ROLE views_reader");
      await expect(client.query("SELECT * FROM mirror.hris_employees")).rejects.toThrow(/permission denied for table/);
    } finally {
      await client.query("RESET ROLE");
      client.release();
    }
    await pool.query("DROP OWNED BY views_reader");
  });

  it("casts agree with the types' own and never raise", async () => {
    const times = fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
      fc.stringMatching(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2}))?$/),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(times, { minLength: 20, maxLength: 60 }), async (values) => {
        const storable = JSON.stringify(values).replaceAll(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, "");
        const { rows } = await pool.query<{ value: unknown; time: Date | null; number: string | null }>(
          `SELECT value, mirror.to_time(value) AS time, mirror.to_date(value) AS date, mirror.to_number(value) AS number,
                  mirror.to_boolean(value) AS boolean, jsonb_array_length(mirror.to_list(value)) AS length
           FROM jsonb_array_elements($1::jsonb) AS e(value)`,
          [storable],
        );
        for (const { value, time } of rows) {
          if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value)) continue;
          const known = new Date(value);
          const exists = !Number.isNaN(known.getTime()) && known.toISOString() === value && !value.startsWith("0000");
          expect(time?.toISOString() ?? null, value).toBe(exists ? value : null);
        }
      }),
      { numRuns: 60 },
    );
  });
});
