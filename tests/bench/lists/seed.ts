import type { Client } from "pg";

import { listEndpoints } from "@/lib/kombo/endpoints";

import { seedData } from "./seed-data";
import { firstNames, lastNames, rareName, tools, weights } from "./seed-words";

/** How much of everything; the other tables follow from these. */
export type Size = {
  readonly integrations: number;
  readonly records: number;
  readonly runs: number;
  readonly webhookEvents: number;
  readonly changes: number;
  readonly auditEvents: number;
};

export const fullSize: Size = {
  integrations: 500,
  records: 1_000_000,
  runs: 500_000,
  webhookEvents: 1_000_000,
  changes: 5_000_000,
  auditEvents: 200_000,
};

export type Seed = { readonly size: Size; readonly at: Date; readonly print: (line: string) => void };

/**
 * Fills a migrated, empty database as 90 days of operation would: few large customers and many small ones, runs, the
 * events behind them and the changes they brought. Everything follows from hashes, so that two seeds of a size are alike.
 */
export async function seed(client: Client, { size, at, print }: Seed): Promise<void> {
  // Foreign keys hold by construction; indexes are made once, at the end.
  await client.query("SET session_replication_role = replica");
  await client.query("SET synchronous_commit = off");
  await client.query("SET maintenance_work_mem = '1GB'");
  await client.query("SET work_mem = '256MB'");
  const indexes = await dropIndexes(client);
  await client.query(words(at));
  await client.query(slots(size));
  for (const { name, sql } of seedData(size)) {
    const startedAt = performance.now();
    await client.query(sql);
    print(`${name}: ${seconds(startedAt)}`);
  }
  for (const { name, sql } of indexes) {
    const startedAt = performance.now();
    await client.query(sql);
    print(`index ${name}: ${seconds(startedAt)}`);
  }
  const startedAt = performance.now();
  await client.query("VACUUM (ANALYZE)");
  print(`vacuum: ${seconds(startedAt)}`);
}

/** When the seed ends: what the measured code is told is now. */
export async function readSeededAt(client: Client): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>("SELECT at FROM bench.moment");
  const [row] = rows;
  if (!row) throw new Error("The seed has lost its moment");
  return row.at;
}

type Index = { readonly name: string; readonly sql: string };

async function dropIndexes(client: Client): Promise<readonly Index[]> {
  const { rows } = await client.query<Index>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS sql
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
       AND t.relname IN ('records', 'record_changes', 'webhook_events', 'webhook_deliveries', 'endpoint_marks',
                         'sync_runs', 'run_causes', 'run_pages', 'audit_events')
       AND t.relnamespace = 'public'::regnamespace
     ORDER BY t.relname, c.relname`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows;
}

function words(at: Date): string {
  return `
    CREATE SCHEMA bench;
    CREATE TABLE bench.moment AS SELECT ${text(at.toISOString())}::timestamptz AS at;
    -- The same number between 0 and 1 for the same words.
    CREATE FUNCTION bench.chance(words text) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN (hashtextextended(words, 7) & 1073741823) / 1073741824.0;
    CREATE FUNCTION bench.kombo_id(integration int, model text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN translate(left(encode(sha256(convert_to(integration || model || number, 'UTF8')), 'base64'), 24), '+/', 'xy');
    -- The first words of a list are chosen more often than its last.
    CREATE FUNCTION bench.choose(list text[], chance float8) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN list[1 + floor(power(chance, 1.5) * cardinality(list))::int];
    CREATE FUNCTION bench.first_name(integration int, person bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN bench.choose(${list(firstNames)}, bench.chance(integration || 'first' || person));
    CREATE FUNCTION bench.last_name(integration int, person bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN CASE WHEN person = 7 AND integration % 60 = 1 THEN ${text(rareName)}
             ELSE bench.choose(${list(lastNames)}, bench.chance(integration || 'last' || person)) END;
    CREATE FUNCTION bench.mailbox(integration int, person bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN lower(bench.first_name(integration, person) || '.' || bench.last_name(integration, person)) || person
        || '@company' || integration || '.example';`;
}

const categories = ["HRIS", "ATS", "LMS"];

/** What each integration holds of each model, and how often it was fetched. */
function slots({ integrations, records, runs }: Size): string {
  const catalog = categories.flatMap((category) =>
    listEndpoints(category).map(({ path, model }) => [category, path, model, weights[model] ?? 0.5] as const),
  );
  const rows = catalog.map(([category, path, model, weight]) => `('${category}', '${path}', '${model}', ${weight})`);
  return `
    CREATE TABLE bench.integrations AS
      SELECT gen_random_uuid() AS id, k AS number, category, bench.choose(CASE category ${cases(tools)} END, bench.chance('tool' || k)) AS tool,
             1.0 / (k + 2) AS weight, m.at - (30 + (k * 7) % 60) * interval '1 day' AS created_at
      FROM generate_series(1, ${integrations}) AS k, bench.moment m,
           LATERAL (SELECT (ARRAY['HRIS', 'HRIS', 'ATS', 'HRIS', 'LMS', 'HRIS', 'ATS', 'HRIS'])[1 + k % 8] AS category) c;
    CREATE TABLE bench.slots AS
      WITH catalog(category, endpoint, model, weight) AS (VALUES ${rows.join(", ")}),
      weighed AS (SELECT i.id, i.number, i.created_at, c.endpoint, c.model,
                         i.weight * c.weight / sum(c.weight) OVER (PARTITION BY i.number) AS share,
                         i.weight / count(*) OVER (PARTITION BY i.number) AS run_share
                  FROM bench.integrations i JOIN catalog c ON c.category = i.category)
      SELECT id, number, created_at, endpoint, model, ceil(${records} * share / sum(share) OVER ())::int AS records,
             greatest(3, 0.5 * ${runs} / count(*) OVER () + 0.5 * ${runs} * run_share / sum(run_share) OVER ())::int AS runs
      FROM weighed;`;
}

function cases(listByName: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(listByName)
    .map(([name, values]) => `WHEN '${name}' THEN ${list(values)}`)
    .join(" ");
}

function list(values: readonly string[]): string {
  return `ARRAY[${values.map(text).join(",")}]`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
