import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { getEndpoint } from "@/lib/kombo/endpoints";
import { parseRecord, type RawRecord } from "@/lib/kombo/split-page";
import { type PlannedPage, planPage } from "@/lib/mirror/plan-page";
import { readRecord } from "@/lib/mirror/read-record";
import { hashText } from "@/lib/mirror/text-hash";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { acme, integrationOf, type Mirror, readValue } from "@/tests/support/mirror";

const endpoint = getEndpoint("/hris/employees");

let mirror: Mirror;
let raws: readonly RawRecord[];
beforeAll(async () => {
  mirror = await startConnectedMirror({ size: 20, integrations: [acme] });
  mirror.clock.advance(60_000);
});
afterAll(() => mirror.stop());
beforeEach(async () => {
  const asked = { komboIntegrationId: integrationOf(mirror).id, endpoint: endpoint.path, now: mirror.clock.now };
  const query = { include_deleted: "true", page_size: "250" };
  ({ records: raws } = await mirror.deps.kombo.listPage({ ...asked, query, budgetMs: 10_000 }));
});

/** Plans a page of a full fetch; answers which of its records were read for it. */
async function plan(
  page: readonly RawRecord[],
  requestedAt: Date = mirror.clock.now(),
): Promise<{ planned: PlannedPage; readIds: readonly string[] }> {
  const readIds: string[] = [];
  const received = page.map((raw) => {
    const { komboId, bytes } = raw;
    if (komboId === null) throw new Error("A simulated record has an id that is not plain");
    const textHash = hashText(bytes);
    const read = () => {
      readIds.push(komboId);
      return readRecord(parseRecord(bytes.toString()).value, { endpoint, isImprecise: false, textHash });
    };
    return { kind: "unread" as const, komboId, textHash, read };
  });
  const at = mirror.clock.now();
  const integrationId = await readValue<string>(mirror.pool, "SELECT id FROM integrations");
  const run = { id: integrationId, mode: "full", dryRun: false, watermark: at };
  const planned = await planPage(mirror, {
    integrationId,
    endpoint,
    run,
    page: 1,
    received,
    requestedAt,
    writtenAt: at,
  });
  return { planned, readIds };
}

test("I10: of a page that is known word for word no record is read, and all are seen", async () => {
  const { planned, readIds } = await plan(raws);
  expect(readIds).toEqual([]);
  expect(planned).toMatchObject({ rows: { ids: [] }, changes: [], invalid: [], untouched: raws.length });
  expect(new Set(planned.seenIds)).toEqual(new Set(raws.map(({ komboId }) => komboId)));
});

test.each([
  ["edited by hand", `data = data || '{"job_title": "By hand"}'`, "updated"],
  ["deleted by hand", "deleted_at = fetched_at, deleted_reason = 'remote'", "restored"],
  ["deleted because it was absent", "deleted_at = fetched_at, deleted_reason = 'absent'", "restored"],
  ["mirrored by a version that kept no text", "text_hash = NULL", "unchanged"],
])("I10: what was %s is read, and nothing else", async (_, change, verdict) => {
  const [raw] = raws;
  const komboId = raw?.komboId ?? "";
  const rows = await mirror.pool.query("SELECT * FROM records WHERE model = $1 AND kombo_id = $2", [
    endpoint.model,
    komboId,
  ]);
  await mirror.pool.query(`UPDATE records SET ${change} WHERE model = $1 AND kombo_id = $2`, [endpoint.model, komboId]);
  const { planned, readIds } = await plan(raws);
  expect(readIds).toEqual([komboId]);
  expect(planned.classified.map((one) => one.verdict)).toEqual([verdict]);
  const { data, text_hash: textHash, content_hash: contentHash, fetched_at: fetchedAt } = rows.rows[0];
  await mirror.pool.query(
    `UPDATE records SET data = $3, text_hash = $4, content_hash = $5, fetched_at = $6, deleted_at = NULL, deleted_reason = NULL
     WHERE model = $1 AND kombo_id = $2`,
    [endpoint.model, komboId, JSON.stringify(data), textHash, contentHash, fetchedAt],
  );
});

test("I7: what was mirrored after the page was asked for is read, and found stale", async () => {
  const fetchedAt = await readValue<Date>(mirror.pool, "SELECT min(fetched_at) FROM records WHERE model = $1", [
    endpoint.model,
  ]);
  const { planned, readIds } = await plan(raws, new Date(fetchedAt.getTime() - 1));
  expect(readIds).toEqual(raws.map(({ komboId }) => komboId));
  expect(planned.classified.map(({ verdict }) => verdict)).toEqual(raws.map(() => "stale"));
});

test("I14: of an id that stands twice in a page both are read, since the last wins", async () => {
  const [first, second] = raws;
  if (!first || !second) throw new Error("There are too few");
  const { planned, readIds } = await plan([first, second, first]);
  expect(readIds).toEqual([first.komboId, first.komboId]);
  expect(planned.classified.map(({ verdict }) => verdict)).toEqual(["stale", "unchanged"]);
  expect(planned.untouched).toBe(1);
});
