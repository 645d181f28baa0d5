import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { access } from "@/lib/auth/access";
import { createPool, type Pool } from "@/lib/db/pool";
import { createPrisma } from "@/lib/db/prisma";
import { withClient } from "@/lib/local/local-database";
import { type Examples, findExamples } from "@/tests/bench/lists/examples";
import type { ListCase } from "@/tests/bench/lists/list-case";
import { listCases } from "@/tests/bench/lists/list-cases";
import { seed } from "@/tests/bench/lists/seed";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { findPlanFaults, pretendRows, recordStatements } from "@/tests/support/list-plans";

// Times say nothing on a machine that does something else too; what a plan reads follows from the statistics alone.
const at = new Date("2026-11-20T09:00:00.000Z");
const size = {
  integrations: 50,
  records: 10_000,
  runs: 5_000,
  webhookEvents: 10_000,
  changes: 50_000,
  auditEvents: 2_000,
};
/** A million records, as the bench has them. */
const factor = 100;

let database: TestDatabase;
let examples: Examples;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await withClient(database.url, (client) => seed(client, { size, at, print: () => undefined }));
  pool = createPool(database.url);
  examples = await findExamples(pool);
  await pretendRows(pool, factor);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function listFaults(asked: Pool, one: ListCase): Promise<readonly string[]> {
  const recorded = recordStatements(asked);
  const prisma = createPrisma(recorded.pool);
  await one.ask({ pool: recorded.pool, prisma, at, examples });
  const faults: string[] = [];
  for (const statement of recorded.statements) faults.push(...(await findPlanFaults(asked, statement)));
  return faults;
}

describe("no list, filter, search, count or chart reads or sorts a large table as a whole", () => {
  it.each(listCases)("$door: $name", async (one) => {
    expect(await listFaults(pool, one)).toEqual([]);
  });
});

/** An index, and a question that has no other way. */
const needed = {
  records_fetched_at_integration_id_model_kombo_id_idx: "GET /api/records: first page",
  records_search_text_idx: "GET /api/records: search: name, rare",
  sync_runs_created_at_id_idx: "GET /api/runs: first page",
  sync_runs_trigger_created_at_id_idx: "GET /api/runs: trigger, none",
  webhook_events_first_received_at_id_idx: "GET /api/webhooks: first page",
  record_changes_xid_seq_idx: "GET /api/v1/changes: from the beginning",
} as const;

describe("without its index the check fails", () => {
  it.each(Object.entries(needed))("%s", async (index, question) => {
    const single = createPool(database.url, 1);
    const one = listCases.find(({ door, name }) => `${door}: ${name}` === question);
    try {
      await single.query("BEGIN");
      await single.query(`DROP INDEX ${index}`);
      expect(one && (await listFaults(single, one))).not.toEqual([]);
    } finally {
      await single.query("ROLLBACK");
      await single.end();
    }
  });
});

it("every door that reads has its questions here, or reads what is small", () => {
  const small = [
    "GET /api/auth/[...all]",
    "GET /api/health",
    "GET /api/cron/full-fetch",
    "GET /api/cron/tick",
    "GET /api/account",
    "GET /api/account/sessions",
    "GET /api/account/sign-ins",
    "GET /api/records/[integration]/[model]/[id]/erasure",
    // The list itself, in larger pages.
    "GET /api/audit/export",
    "GET /api/people",
    "GET /api/tokens",
    "GET /api/v1/openapi.json",
  ];
  const asked = new Set<string>(listCases.map(({ door }) => door));
  const reading = Object.keys(access).filter((line) => line.startsWith("GET "));
  expect(reading.filter((door) => !asked.has(door)).toSorted()).toEqual(small.toSorted());
});
