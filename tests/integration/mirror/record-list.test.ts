import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { sightOf } from "@/lib/auth/sight";
import { listRecords } from "@/lib/mirror/record-rows";
import { type RecordFilters, recordListSchema } from "@/lib/mirror/schema";
import { listNamedModels } from "@/lib/mirror/seen-name";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, readValue } from "@/tests/support/mirror";

let mirror: Mirror;
let integration = "";

// More records than a page of two looks through among the newest, so that both ways of reading are taken.
beforeAll(async () => {
  mirror = await startConnectedMirror({ size: 40 });
  integration = integrationOf(mirror).id;
  await mirror.pool.query(
    `UPDATE records SET deleted_at = now(), deleted_reason = 'absent', fetched_at = fetched_at - (ctid::text::point)[0] * interval '1 minute'
     WHERE substr(kombo_id, 1, 1) < 'F'`,
  );
  await mirror.pool.query(
    `UPDATE record_changes SET drift = CASE WHEN seq % 2 = 0 THEN 'local_edit' ELSE 'missed_update' END WHERE seq % 7 = 0`,
  );
}, 60_000);

afterAll(() => mirror.stop());

const sight = sightOf({ kind: "person", id: "p", name: "Pat", role: "operator" });

async function listAll(filters: RecordFilters): Promise<readonly string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listRecords(mirror.pool, {
      filters: recordListSchema.parse({ ...filters, cursor, limit: 2 }),
      sight,
    });
    found.push(...page.rows.map(({ model, komboId }) => `${model} ${komboId}`));
    if (page.next === null) return found;
    cursor = page.next;
  }
}

/** The same by reading everything. */
function expected(condition: string): Promise<readonly string[]> {
  return readValue(
    mirror.pool,
    `SELECT coalesce(array_agg(r.model || ' ' || r.kombo_id
        ORDER BY r.fetched_at DESC, r.integration_id DESC, r.model DESC, r.kombo_id DESC), '{}')
     FROM records r WHERE ${condition}`,
  );
}

/** Names that may not be seen find nothing. */
const isNamed = `r.model IN (${listNamedModels(sight)
  .map((model) => `'${model}'`)
  .join(", ")})`;
const isLive = "r.deleted_at IS NULL";
const hasDrift = (kind: string) =>
  `EXISTS (SELECT 1 FROM record_changes c WHERE c.integration_id = r.integration_id AND c.model = r.model
     AND c.kombo_id = r.kombo_id AND c.drift ${kind})`;

describe("page by page a list holds exactly what its filters choose, in its order", () => {
  it.each<{ filters: RecordFilters; condition: string }>([
    { filters: {}, condition: isLive },
    { filters: { deleted: "include" }, condition: "true" },
    { filters: { deleted: "only" }, condition: "r.deleted_at IS NOT NULL" },
    { filters: { model: "hris_locations" }, condition: `${isLive} AND r.model = 'hris_locations'` },
    { filters: { model: "hris_unheard_of" }, condition: "false" },
    {
      filters: { model: "hris_employees", deleted: "only" },
      condition: "r.deleted_at IS NOT NULL AND r.model = 'hris_employees'",
    },
    { filters: { drift: "any" }, condition: `${isLive} AND ${hasDrift("IS NOT NULL")}` },
    {
      filters: { drift: "local_edit", model: "hris_employments", deleted: "include" },
      condition: `r.model = 'hris_employments' AND ${hasDrift("= 'local_edit'")}`,
    },
    { filters: { search: "example", deleted: "include" }, condition: `${isNamed} AND r.search_text LIKE '%example%'` },
    { filters: { search: "anna" }, condition: `${isLive} AND ${isNamed} AND r.search_text LIKE '%anna%'` },
    {
      filters: { search: "an", drift: "any", deleted: "include" },
      condition: `${hasDrift("IS NOT NULL")} AND ${isNamed} AND r.search_text ~ '(^| )an'`,
    },
  ])("$filters", async ({ filters, condition }) => {
    const wanted = await expected(condition);
    expect(await listAll(filters)).toEqual(wanted);
    expect(await listAll({ ...filters, integration })).toEqual(wanted);
    expect(await listAll({ ...filters, integration: "unknown:integration" })).toEqual([]);
  });
});

it("two letters find how a word begins and nothing in its midst; one finds nothing out", async () => {
  const begin = await expected(`${isNamed} AND r.search_text ~ '(^| )le'`);
  const anywhere = await expected(`${isNamed} AND r.search_text LIKE '%le%'`);
  expect(begin.length).toBeGreaterThan(0);
  expect(anywhere.length).toBeGreaterThan(begin.length);
  expect(await listAll({ search: "Le", deleted: "include" })).toEqual(begin);
  await expect(listAll({ search: "l" })).rejects.toThrow(/at least 2 letters/);
});

it("what a pattern means to the database stands for itself in a search", async () => {
  expect(await listAll({ search: "%%" })).toEqual([]);
  expect(await listAll({ search: "e_-0" })).toEqual([]);
});
