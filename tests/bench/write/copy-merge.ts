import { createHash } from "node:crypto";
import { once } from "node:events";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

import { createPool } from "@/lib/db/pool";
import type { PageSource } from "@/tests/bench/engine";

import type { Contender } from "./contender";

const integrationId = "00000000-0000-4000-8000-000000000001";
const columns = "kombo_id, remote_id, data, content_hash, changed_at, remote_deleted_at, display_name, copies";

type Employee = Readonly<
  Record<"id" | "remote_id" | "changed_at" | "remote_deleted_at" | "display_full_name", string | null>
> & {
  readonly legal_entity_id: string | null;
};

/** As much as PostgreSQL takes through its fastest door, page by page, each page durable before the next. */
export const copyMerge: Contender = {
  async setUp(databaseUrl) {
    const pool = createPool(databaseUrl);
    await pool.query("CREATE TABLE records_copied (LIKE records INCLUDING ALL)");
    await pool.end();
  },
  async open(databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(
      `CREATE TEMPORARY TABLE page (place serial, kombo_id text, remote_id text, data jsonb, content_hash text,
         changed_at timestamptz, remote_deleted_at timestamptz, display_name text, copies text[]) ON COMMIT DELETE ROWS`,
    );
    return {
      async write(pages) {
        let next = await toCopyText(pages, 0);
        for (let page = 0; page < pages.count; page++) {
          const written = writePage(client, next);
          if (page + 1 < pages.count) next = await toCopyText(pages, page + 1);
          await written;
        }
      },
      close: () => client.end(),
    };
  },
};

async function writePage(client: pg.Client, text: Buffer): Promise<void> {
  await client.query("BEGIN");
  const copying = client.query(copyFrom(`COPY page (${columns}) FROM STDIN`));
  copying.end(text);
  await once(copying, "finish");
  await client.query(
    `INSERT INTO records_copied AS r (integration_id, model, endpoint, first_seen_at, fetched_at, ${columns})
     SELECT DISTINCT ON (kombo_id) $1::uuid, 'hris_employees', '/hris/employees', now(), now(), ${columns}
     FROM page ORDER BY kombo_id, place DESC
     ON CONFLICT (integration_id, model, kombo_id) DO UPDATE SET
       (${columns}, fetched_at) = ROW (${columns.replaceAll(/\w+/g, "excluded.$&")}, excluded.fetched_at)
     WHERE r.content_hash IS DISTINCT FROM excluded.content_hash`,
    [integrationId],
  );
  await client.query("COMMIT");
}

async function toCopyText(pages: PageSource, page: number): Promise<Buffer> {
  const { data }: { data: { results: readonly Employee[] } } = JSON.parse((await pages.read(page)).toString());
  return Buffer.from(data.results.map(toLine).join(""));
}

function toLine(employee: Employee): string {
  const json = JSON.stringify(employee);
  return `${[
    employee.id,
    employee.remote_id,
    json,
    createHash("sha256").update(json).digest("base64url"),
    employee.changed_at,
    employee.remote_deleted_at,
    employee.display_full_name,
    null,
  ]
    .map(toField)
    .join("\t")}\n`;
}

function toField(value: string | null): string {
  if (value === null) return "\\N";
  return value.includes("\\") ? value.replaceAll("\\", "\\\\") : value;
}
