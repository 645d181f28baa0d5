import type { Client } from "pg";
import { z } from "zod";

import type { Pool } from "@/lib/db/pool";
import { createPool } from "@/lib/db/pool";
import { withClient } from "@/lib/local/local-database";
import type { BenchContext } from "@/tests/bench/benchmark";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

import { clientOfPages, deltaFetch, employees, fetchEverything, register } from "./engine";
import { inWords, markdownTable, medianOf, spreadOf, whole } from "./figures";
import { describeMachine } from "./machine";
import { count, readOptions } from "./options";
import { listEmployees } from "./write/employees";

const options = z.object({
  few: count.default(10_000),
  many: count.default(1_000_000),
  changes: count.default(500),
  rounds: count.default(7),
});

type Stored = { readonly database: TestDatabase; readonly pool: Pool; readonly ids: readonly string[] };

/**
 * The same number of changes, spread over all that is stored, into few and into many records, in turns. What is stored is
 * multiplied from a thousand mirrored employees by one statement: only their ids differ.
 */
export async function benchDelta({ args, adminUrl, print }: BenchContext): Promise<void> {
  const { few, many, changes, rounds } = readOptions(args, options);
  for (const line of await describeMachine(adminUrl)) print(line);
  const templates = await listTemplates();
  const sizes = [few, many];
  const stored: Stored[] = [];
  try {
    for (const size of sizes) {
      stored.push(await store(adminUrl, templates, size));
      print(`${whole(size)} records stored`);
    }
    const taken: number[][] = [];
    for (let round = 0; round <= rounds; round++) {
      const inTurn: number[] = [];
      for (const one of stored) inTurn.push(await fetchChanges(one, templates, { changes, round }));
      taken.push(inTurn);
    }
    // The first round warmed up and is not counted.
    const milliseconds = sizes.map((_, index) => taken.slice(1).map((inTurn) => inTurn[index] ?? 0));
    const rows = sizes.map((size, index) => [whole(size), inWords(spreadOf(milliseconds[index] ?? []))]);
    print(`\n${markdownTable(["records stored", `${changes} changes: ms`], rows)}`);
    const ratios = (milliseconds[1] ?? []).map((each, round) => each / (milliseconds[0]?.[round] ?? each));
    const ratio = medianOf(ratios);
    print(
      `\n${ratio <= 1.2 ? "met   " : "MISSED"} ${whole(many)} take ${ratio.toFixed(2)} × of ${whole(few)}, at most 1.2`,
    );
  } finally {
    for (const { pool, database } of stored) {
      await pool.end();
      await database.drop();
    }
  }
}

type Employee = Readonly<Record<string, unknown>> & { readonly id: string };
const templateCount = 1_000;

async function listTemplates(): Promise<readonly Employee[]> {
  const { all, stop } = await listEmployees(templateCount);
  const templates = [...all].map((employee) => ({ ...employee, remote_deleted_at: null }));
  await stop();
  return templates;
}

function idOf(template: Employee, copy: number): string {
  return copy === 0 ? template.id : `${template.id}${copy}`;
}

async function store(adminUrl: string, templates: readonly Employee[], size: number): Promise<Stored> {
  const database = await createTestDatabase(adminUrl);
  const pool = createPool(database.url);
  await register(pool, ["personio:bench"], [employees]);
  const page = Buffer.from(JSON.stringify({ data: { results: templates, next: null } }));
  const kombo = clientOfPages(() => ({ count: 1, read: async () => page }));
  await fetchEverything(pool, { kombo, keyId: "bench", concurrency: 1 });
  const copies = Math.floor(size / templates.length);
  await withClient(database.url, (client) => multiply(client, copies));
  const ids = Array.from({ length: copies }, (_, copy) => templates.map((template) => idOf(template, copy))).flat();
  return { database, pool, ids };
}

/** The indexes are made anew at the end: kept meanwhile, they would take most of an hour. */
async function multiply(client: Client, copies: number): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = 'records'::regclass AND NOT indisprimary`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await client.query(
    `INSERT INTO records (integration_id, model, kombo_id, endpoint, remote_id, data, content_hash, changed_at,
       display_name, flags, copies, first_seen_at, fetched_at)
     SELECT integration_id, model, kombo_id || n, endpoint, remote_id || '-' || n,
       jsonb_set(data, '{id}', to_jsonb(kombo_id || n)), md5(kombo_id || n), changed_at, display_name, flags, copies,
       first_seen_at, fetched_at
     FROM records, generate_series(1, $1) AS n`,
    [copies - 1],
  );
  await client.query("SET maintenance_work_mem = '512MB'");
  for (const { definition } of indexes) await client.query(definition);
  await client.query("VACUUM (ANALYZE)");
  await client.query("CHECKPOINT");
}

/** A delta of changed records from everywhere in the table; answers how long it took. */
async function fetchChanges(
  { pool, ids }: Stored,
  templates: readonly Employee[],
  { changes, round }: { changes: number; round: number },
): Promise<number> {
  const step = Math.floor(ids.length / changes);
  const changed = Array.from({ length: changes }, (_, index) => {
    const at = (index * step + round) % ids.length;
    return { ...templates[at % templates.length], id: ids[at], job_title: `Round ${round}` };
  });
  const pages = inPages(changed).map((results) => Buffer.from(JSON.stringify({ data: { results, next: null } })));
  const kombo = clientOfPages(() => ({ count: pages.length, read: async (page) => pages[page] ?? Buffer.of() }));
  const startedAt = performance.now();
  await deltaFetch(pool, { kombo, keyId: "bench" });
  const taken = performance.now() - startedAt;
  const { rows } = await pool.query<{ updated: number }>(
    "SELECT updated FROM sync_runs ORDER BY created_at DESC LIMIT 1",
  );
  if (rows[0]?.updated !== changes) throw new Error(`${rows[0]?.updated} of ${changes} records were updated`);
  return taken;
}

function inPages<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const pageSize = 250;
  return Array.from({ length: Math.ceil(items.length / pageSize) }, (_, page) =>
    items.slice(page * pageSize, (page + 1) * pageSize),
  );
}
