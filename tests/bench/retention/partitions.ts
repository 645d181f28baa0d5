import type { Client } from "pg";

import { withClient } from "@/lib/local/local-database";
import { inWords, markdownTable, spreadOf, whole } from "@/tests/bench/figures";
import { createTestDatabase } from "@/tests/support/database";

/** A year and a month, in months: the oldest is what is removed. */
const months = 13;
const daysOfAMonth = 30;
const pageOfChanges = 250;
const asked = 200;

type Table = {
  readonly name: string;
  readonly title: string;
  readonly removeOldest: (client: Client) => Promise<void>;
};

const undivided: Table = {
  name: "whole_changes",
  title: "one table",
  async removeOldest(client) {
    const batch = `DELETE FROM whole_changes WHERE seq = ANY(ARRAY(
      SELECT seq FROM whole_changes WHERE at < '2026-01-31' ORDER BY xid, seq LIMIT 2000))`;
    for (let rows: number | null = 1; rows !== null && rows > 0;) ({ rowCount: rows } = await client.query(batch));
  },
};

const parted: Table = {
  name: "parted_changes",
  title: `${months} partitions`,
  async removeOldest(client) {
    await client.query("DROP TABLE parted_changes_0");
  },
};

const tables = [undivided, parted];

/** The change log as one table and as a part a month: what every question and every page costs, and what removing a month does. */
export async function compareWithPartitions(
  adminUrl: string,
  { changes, rounds }: { changes: number; rounds: number },
): Promise<string> {
  const database = await createTestDatabase(adminUrl);
  try {
    return await withClient(database.url, async (client) => {
      await createTables(client);
      for (const { name } of tables) await fill(client, name, changes);
      const rows: string[][] = [];
      for (const { title, ask } of questions(changes)) {
        const taken = await takeTurns(client, ask, rounds);
        rows.push([title, ...taken.map((ms) => inWords(spreadOf(ms.map((each) => each * 1000))))]);
      }
      const removed: string[] = [];
      for (const { removeOldest } of tables)
        removed.push(whole((await timeOf(() => removeOldest(client))) * 1000 * asked));
      rows.push([`a month of ${whole(changes / months)} changes removed, at once or in batches`, ...removed]);
      return markdownTable([`${whole(changes)} changes: µs`, ...tables.map(({ title }) => title)], rows);
    });
  } finally {
    await database.drop();
  }
}

/** Milliseconds of each round, by table. */
async function takeTurns(
  client: Client,
  ask: Question["ask"],
  rounds: number,
): Promise<readonly (readonly number[])[]> {
  const taken = tables.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [place, { name }] of tables.entries()) {
      taken[place]?.push(await timeOf(() => ask(client, name, round)));
    }
  }
  // The first round warms up.
  return taken.map((ms) => ms.slice(1));
}

async function createTables(client: Client): Promise<void> {
  await client.query("CREATE TABLE whole_changes (LIKE record_changes INCLUDING ALL)");
  await client.query(
    "CREATE TABLE parted_changes (LIKE record_changes INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (at)",
  );
  // A partitioned table has no key without what it is parted by: that `seq` is unique would be nobody's promise any more.
  await client.query("ALTER TABLE parted_changes ADD PRIMARY KEY (seq, at)");
  const { rows } = await client.query<{ definition: string }>(
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index WHERE indrelid = 'record_changes'::regclass AND NOT indisprimary`,
  );
  for (const { definition } of rows) {
    await client.query(definition.replace(/INDEX \S+ ON \S+/, "INDEX ON parted_changes"));
  }
  for (let month = 0; month < months; month++) {
    await client.query(
      `CREATE TABLE parted_changes_${month} PARTITION OF parted_changes FOR VALUES FROM ('${dayOf(month)}') TO ('${dayOf(month + 1)}')`,
    );
  }
}

function dayOf(month: number): string {
  return new Date(Date.UTC(2026, 0, 1 + month * daysOfAMonth)).toISOString().slice(0, 10);
}

const columns = "seq, xid, integration_id, model, kombo_id, run_id, page, kind, paths, nested_only, at";
const rowsOf = (from: string, to: string) => `
  SELECT n, (n / ${pageOfChanges} + 3)::text::xid8, '00000000-0000-4000-8000-000000000001'::uuid, 'hris_employees',
    'record' || (n::bigint * 7919 % greatest(1, $1::int / 5)), md5((n / 2500)::text)::uuid, 1, 'updated',
    '[{"path": "job_title", "op": "change", "from": "One", "to": "Another"}]'::jsonb, false,
    timestamptz '2026-01-01' + n * (interval '${months * daysOfAMonth} days' / $1::int)
  FROM generate_series(${from}, ${to}) n`;

async function fill(client: Client, table: string, changes: number): Promise<void> {
  await client.query(`INSERT INTO ${table} (${columns}) ${rowsOf("0", "$1::int - 1")}`, [changes]);
  await client.query(`VACUUM (ANALYZE) ${table}`);
}

async function repeated(ask: (place: number) => Promise<unknown>): Promise<void> {
  for (let place = 0; place < asked; place++) await ask(place);
}

type Question = {
  readonly title: string;
  readonly ask: (client: Client, table: string, round: number) => Promise<void>;
};

function questions(changes: number): readonly Question[] {
  const somewhere = (place: number) => Math.floor((changes / asked) * place);
  return [
    {
      title: "the history of a record",
      ask: (client, table) =>
        repeated((place) =>
          client.query(
            `SELECT * FROM ${table} WHERE integration_id = '00000000-0000-4000-8000-000000000001' AND model = 'hris_employees'
               AND kombo_id = $1 ORDER BY seq DESC LIMIT 50`,
            [`record${somewhere(place) % Math.max(1, Math.floor(changes / 5))}`],
          ),
        ),
    },
    {
      title: "the changes of a run",
      ask: (client, table) =>
        repeated((place) =>
          client.query(`SELECT * FROM ${table} WHERE run_id = md5($1)::uuid ORDER BY seq LIMIT 50`, [
            String(Math.floor(somewhere(place) / 2_500)),
          ]),
        ),
    },
    {
      title: "a page of the feed",
      ask: (client, table) =>
        repeated((place) =>
          client.query(`SELECT * FROM ${table} WHERE (xid, seq) > ($1::text::xid8, 0) ORDER BY xid, seq LIMIT 100`, [
            String(Math.floor(somewhere(place) / pageOfChanges)),
          ]),
        ),
    },
    {
      title: `${pageOfChanges} changes written`,
      ask: (client, table, round) =>
        repeated(async (place) => {
          const from = changes + (round * asked + place) * pageOfChanges;
          await client.query("BEGIN");
          // Of today, as all that is written: within the last part.
          await client.query(
            `INSERT INTO ${table} (${columns}) SELECT n, x, i, m, k, r, p, c, d, e, timestamptz '${dayOf(months - 1)}'
             FROM (${rowsOf("$2::int", "$3::int")}) AS w(n, x, i, m, k, r, p, c, d, e, a)`,
            [changes, from, from + pageOfChanges - 1],
          );
          await client.query("COMMIT");
        }),
    },
  ];
}

/** Milliseconds of one of all that was asked. */
async function timeOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / asked;
}
