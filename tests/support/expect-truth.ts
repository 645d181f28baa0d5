import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

import type { Pool } from "@/lib/db/pool";
import { getEndpoint } from "@/lib/kombo/endpoints";
import type { JsonObject } from "@/lib/mirror/json";
import type { PathChange } from "@/lib/mirror/schema";
import { undoChange } from "@/lib/mirror/undo-change";

import { applyChanges, inOrder } from "./apply-changes";
import type { LivedHistory } from "./live-history";
import { idOf, type Mirror, readValue } from "./mirror";

/** Every record Kombo would list, deleted ones included, and no other, with equal content and the same tombstone. */
export async function expectEqualToKombo({ history, mirror, integration }: LivedHistory): Promise<void> {
  for (const path of history.endpoints) await expectEndpointEqual(mirror, integration.id, path);
}

/** In batches: an endpoint may hold more than fits in memory twice. */
export async function expectEndpointEqual(mirror: Mirror, integrationId: string, path: string): Promise<void> {
  const { model } = getEndpoint(path);
  const expected = batchesOf(mirror.kombo.expectedRecords(integrationId, path), 1_000);
  let count = 0;
  for (const batch of expected) {
    count += batch.length;
    const { rows } = await mirror.pool.query<StoredRecord>(
      `SELECT kombo_id AS "komboId", data, deleted_at IS NOT NULL AS "isDeleted" FROM records
       WHERE integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1) AND model = $2 AND kombo_id = ANY($3)`,
      [integrationId, model, batch.map(idOf)],
    );
    const stored = new Map(rows.map((row) => [row.komboId, row]));
    for (const record of batch) {
      const row = stored.get(idOf(record));
      // Several times faster than the matcher, which is left to tell what differs.
      if (!isDeepStrictEqual(row?.data, record)) expect(row?.data, `${path} ${idOf(record)}`).toEqual(record);
      expect(row?.isDeleted, `tombstone of ${path} ${idOf(record)}`).toBe(record["remote_deleted_at"] !== null);
    }
  }
  const all = `SELECT count(*)::int FROM records
    WHERE integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1) AND model = $2`;
  expect(await readValue(mirror.pool, all, [integrationId, model]), path).toBe(count);
}

type StoredRecord = { readonly komboId: string; readonly data: unknown; readonly isDeleted: boolean };

function* batchesOf<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Of a run that ended before this the pages are gone: they were kept long enough. */
const prunedTo = "coalesce((SELECT pruned_to FROM retention WHERE kind = 'run_pages'), '-infinity')";

/** What must hold in the tables whatever happened: each gives the number of rows that break it. */
const laws: Readonly<Record<string, string>> = {
  "I5: the pages of a run are numbered without a gap and add up to it": `
    SELECT count(*) FROM sync_runs r WHERE (finished_at IS NULL OR finished_at > ${prunedTo})
      AND (pages <> (SELECT count(*) FROM run_pages p WHERE p.run_id = r.id)
        OR pages <> (SELECT coalesce(max(page), 0) FROM run_pages p WHERE p.run_id = r.id)
        OR received <> (SELECT coalesce(sum(records), 0) FROM run_pages p WHERE p.run_id = r.id))`,
  "I14: received is the sum of what became of it": `
    SELECT count(*) FROM sync_runs WHERE received <> created + updated + unchanged + deleted + restored + stale + invalid`,
  "I5: the numbers of live and deleted records are those of the rows": `
    SELECT count(*) FROM endpoint_states s WHERE live_records <>
      (SELECT count(*) FROM records r WHERE r.integration_id = s.integration_id AND r.model = s.model AND deleted_at IS NULL)
      OR deleted_records <>
      (SELECT count(*) FROM records r WHERE r.integration_id = s.integration_id AND r.model = s.model AND deleted_at IS NOT NULL)`,
  "I8: every tombstone is one that Kombo told": `
    SELECT count(*) FROM records WHERE (deleted_at IS NULL) <> (deleted_reason IS NULL) OR deleted_reason = 'absent'`,
  "I6, I16: every endpoint has a watermark, and only complete full fetches count": `
    SELECT count(*) FROM endpoint_states s WHERE enabled AND (watermark IS NULL OR last_full_fetch_at IS DISTINCT FROM (SELECT max(finished_at)
      FROM sync_runs r WHERE r.endpoint = s.endpoint AND mode = 'full' AND NOT dry_run
        AND (state IN ('succeeded', 'needs_review') OR error_code = 'SUPERSEDED')))`,
  "no page is left of a run whose pages were kept long enough": `
    SELECT count(*) FROM run_pages JOIN sync_runs r ON r.id = run_id WHERE finished_at <= ${prunedTo}`,
  "nothing of a run is left that is over": `
    SELECT (SELECT count(*) FROM run_seen_ids) + (SELECT count(*) FROM sweep_candidates)`,
};

/** The first of the laws alone, for histories that do not end in a full fetch. */
export async function expectPagesAddUp(pool: Pool): Promise<void> {
  for (const [law, broken] of Object.entries(laws).slice(0, 2)) expect(await readValue(pool, broken), law).toBe("0");
}

const wronglySwept = "SELECT coalesce(sum(swept), 0) FROM sync_runs WHERE NOT dry_run";

export async function expectLawful({ history, mirror }: LivedHistory): Promise<void> {
  for (const [law, broken] of Object.entries(laws)) {
    expect(await readValue(mirror.pool, broken), law).toBe("0");
  }
  const isLiedTo = history.steps.some(
    (step) => step.kind === "faults" && step.faults.some(({ kind }) => kind === "empty-page"),
  );
  if (!isLiedTo) expect(await readValue(mirror.pool, wronglySwept), "I9: Kombo forgot nothing").toBe("0");
  const told = mirror.kombo.sentWebhooks.filter(({ status }) => status !== "lost").map(({ id }) => id);
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM webhook_events"), "I3").toBe(new Set(told).size);
}

type Logged = { readonly kind: string; readonly paths: readonly PathChange[] | null };
type Row = {
  readonly key: string;
  readonly data: JsonObject;
  readonly first: unknown;
  readonly isDeleted: boolean;
  /** Kombo has emptied it, or a record it held a copy of: what they said is gone from the log as well (I12). */
  readonly isErased: boolean;
  readonly holdsErased: boolean;
  readonly log: readonly Logged[];
  /** Values in lines from before its row was made last: a purge of its integration has left none. */
  readonly toldBefore: number;
};

/**
 * Where no hand was at work and nothing was erased: the log undone from the rows, newest first, gives each record's first
 * state; redone it gives the rows again. Of an erased record the log keeps no value, nor of one from before a purge.
 */
export async function expectReversible({ mirror }: LivedHistory): Promise<void> {
  for (const { key, data, first, isDeleted, isErased, holdsErased, log, toldBefore } of await listHistories(
    mirror.pool,
  )) {
    if (isErased) {
      const told = log
        .slice(
          0,
          log.findLastIndex(({ kind }) => kind === "erased"),
        )
        .filter(({ paths }) => paths !== null);
      expect(told, `I12: the log of ${key}`).toEqual([]);
    }
    if (isErased || holdsErased) continue;
    expect(toldBefore, `the log of ${key} before a purge`).toBe(0);
    const undone = log
      .toReversed()
      .reduce<unknown>((state, { paths }) => applyChanges(state, paths ?? [], "undo"), data);
    expect(inOrder(undone), `${key} undone`).toEqual(inOrder(first));
    const rebuilt = log
      .toReversed()
      .reduce<JsonObject | null>((state, { paths }) => state && undoChange(state, paths ?? []), data);
    expect(inOrder(rebuilt), `${key} rebuilt, as versions of it are`).toEqual(inOrder(first));
    const redone = log.reduce((state, { paths }) => applyChanges(state, paths ?? [], "redo"), first);
    expect(inOrder(redone), `${key} redone`).toEqual(inOrder(data));
    expect(log.slice(1).filter(({ kind }) => kind === "created")).toEqual([]);
    const last = log.findLast(({ kind }) => kind !== "updated");
    expect(last?.kind === "deleted", `${key} is deleted`).toBe(isDeleted);
  }
}

async function listHistories(pool: Pool): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(
    `SELECT r.model || ' ' || r.kombo_id AS key, r.data, r.deleted_at IS NOT NULL AS "isDeleted", life.data AS first,
       EXISTS (SELECT 1 FROM record_changes e WHERE e.model = r.model AND e.kombo_id = r.kombo_id AND e.kind = 'erased') AS "isErased",
       -- From the beginning, since a change, or now: of its copy the log keeps no value.
       EXISTS (SELECT 1 FROM record_changes e WHERE e.kind = 'erased'
         AND concat(r.data, life.data, life.log) LIKE '%' || e.kombo_id || '%') AS "holdsErased",
       life.log, life."toldBefore"
     FROM records r CROSS JOIN LATERAL
       (SELECT f.data,
          coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'paths', c.paths) ORDER BY c.seq) FILTER (WHERE c.xid >= f.xid), '[]') AS log,
          (count(c.paths) FILTER (WHERE c.xid < f.xid))::int AS "toldBefore"
        FROM first_states f LEFT JOIN record_changes c ON c.model = f.model AND c.kombo_id = f.kombo_id
        WHERE f.model = r.model AND f.kombo_id = r.kombo_id
        GROUP BY f.xid, f.data ORDER BY f.xid DESC LIMIT 1) life
     WHERE NOT EXISTS (SELECT 1 FROM touched_by_hand h WHERE h.model = r.model AND h.kombo_id = r.kombo_id)`,
  );
  return rows;
}
