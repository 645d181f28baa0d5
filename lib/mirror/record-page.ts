import type { z } from "zod";

import type { Sight } from "@/lib/auth/sight";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { PageOf } from "@/lib/http/page";

import { type AddValue, searchCondition } from "./record-search";
import { findAskedRelation, referenceKey } from "./relations";
import type { RecordRow, recordFiltersSchema } from "./schema";
import { readRelated } from "./schema/related-words";

export type ListedRecords = { readonly filters: z.output<typeof recordFiltersSchema>; readonly sight: Sight };

export type StoredRow = Omit<RecordRow, "modelLabel" | "highlights" | "changedAt" | "fetchedAt" | "deletedAt"> & {
  readonly data: unknown;
  readonly changedAt: Date | null;
  readonly fetchedAt: Date;
  readonly deletedAt: Date | null;
};

type Asked = ListedRecords & { readonly size: number };

/**
 * Last written first. Where a filter chooses, no plan is good for both a value that many records have and one that none
 * has, and the database's guess of which it is was wrong by orders of magnitude: so the newest are looked through first,
 * which fills a page with what is common, and only then is the filter's own index read as a whole, which is quick for what
 * is rare.
 */
export async function readRecordPage(pool: Pool, asked: Asked): Promise<PageOf<StoredRow>> {
  for (const source of await chooseSources(pool, asked.filters)) {
    const rows = await readRows(pool, asked, source);
    if (rows.length > asked.size || source.isComplete) {
      return toPage(rows, asked.size, (row) => [
        row.fetchedAt.toISOString(),
        row.integrationId,
        row.model,
        row.komboId,
      ]);
    }
  }
  throw new Error("The last source of records is complete");
}

type Filters = ListedRecords["filters"];
type Source = {
  /** It holds every record of the page, not only the newest. */
  readonly isComplete: boolean;
  /** SQL of the records `r` of which the page is the first in the order. */
  readonly from: (asked: Asked, add: AddValue) => string;
};

const order = "r.fetched_at DESC, r.integration_id DESC, r.model DESC, r.kombo_id DESC";
/** How many of the newest are looked through for each row of a page: asking an index about each is quicker than its words. */
const lookedThrough = { search: 80, drift: 200 } as const;

const all: Source = { isComplete: true, from: ({ filters }, add) => `records r WHERE ${afterCondition(filters, add)}` };
const newest: Source = {
  isComplete: false,
  from: (asked, add) =>
    `(SELECT r.* FROM records r WHERE ${afterCondition(asked.filters, add)}
      ORDER BY ${order} LIMIT ${lookedAt(asked)}) r WHERE ${chosenCondition(asked, add)}`,
};
function lookedAt({ filters: { drift, search = "" }, size }: Asked): number {
  return (drift === undefined || search.trim() !== "" ? lookedThrough.search : lookedThrough.drift) * size;
}

/** OFFSET 0 keeps the database from walking through all records in their order instead, and asking each. */
const found: Source = {
  isComplete: true,
  from: (asked, add) =>
    `(SELECT r.* FROM records r
      WHERE ${afterCondition(asked.filters, add)} AND ${chosenCondition(asked, add)} OFFSET 0) r`,
};
/** Every record belongs to an endpoint of an integration; the newest of each are merged. */
const parts: Source = {
  isComplete: true,
  from: ({ filters, size }, add) =>
    `(SELECT r.* FROM endpoint_states s CROSS JOIN LATERAL (
        SELECT r.* FROM records r WHERE r.integration_id = s.integration_id AND r.model = s.model AND ${afterCondition(filters, add)}
        ORDER BY r.fetched_at DESC, r.kombo_id DESC LIMIT ${size + 1}) r
      WHERE ${placeCondition("s", filters, add)} OFFSET 0) r`,
};
/** Each is looked up by its key: where the database takes them for more than they are, it would read all records instead. */
const drifted: Source = {
  isComplete: true,
  from: ({ filters }, add) =>
    `(SELECT r.* FROM (SELECT DISTINCT c.integration_id, c.model, c.kombo_id FROM record_changes c
        WHERE ${driftCondition(filters, add)} AND ${placeCondition("c", filters, add)}) c
      CROSS JOIN LATERAL (SELECT r.* FROM records r
        WHERE r.integration_id = c.integration_id AND r.model = c.model AND r.kombo_id = c.kombo_id OFFSET 0) r
      WHERE ${afterCondition(filters, add)} OFFSET 0) r`,
};
/** 20 times as quick as walking, for 2 % of 200,000. */
const related: Source = {
  isComplete: true,
  from: (asked, add) =>
    `(SELECT r.* FROM records r WHERE r.model = ${add(asked.filters.model)}
        AND record_references(r.model, r.data) @> ARRAY[${add(relatedKey(asked))}] OFFSET 0) r
     WHERE ${afterCondition(asked.filters, add)} AND ${chosenCondition(asked, add)}`,
};

/** In which order they are tried. */
async function chooseSources(pool: Pool, filters: Filters): Promise<readonly Source[]> {
  const { integration, model, search = "", drift } = filters;
  if (filters.related !== undefined) return [related];
  const own = search.trim() === "" ? (drift === undefined ? parts : drifted) : found;
  // Of one integration the newest of all say little.
  if (integration !== undefined) return [own];
  if (own === drifted && (await isDriftRare(pool, filters))) return [drifted];
  const isChosen = model !== undefined || drift !== undefined || own === found;
  return isChosen ? [newest, own] : [all];
}

/** So few changes are read, and their records looked up, before the newest records have been asked about theirs. */
const rareMax = 5_000;

async function isDriftRare(pool: Pool, filters: Filters): Promise<boolean> {
  const values: unknown[] = [];
  const add: AddValue = (value) => `$${values.push(value)}`;
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM record_changes c
       WHERE ${driftCondition(filters, add)} AND ${placeCondition("c", filters, add)} LIMIT ${rareMax + 1}) c`,
    values,
  );
  return (rows[0]?.count ?? 0) <= rareMax;
}

async function readRows(
  pool: Pool,
  asked: Asked,
  source: Source,
): Promise<readonly (StoredRow & { readonly integrationId: string })[]> {
  const values: unknown[] = [];
  const add: AddValue = (value) => `$${values.push(value)}`;
  const from = source.from(asked, add);
  const { rows } = await pool.query<StoredRow & { integrationId: string }>(
    `SELECT r.integration_id AS "integrationId", i.kombo_integration_id AS "komboIntegrationId",
            i.organization_name AS "organizationName", r.model, r.kombo_id AS "komboId", r.remote_id AS "remoteId",
            r.display_name AS "displayName", r.data, r.changed_at AS "changedAt", r.fetched_at AS "fetchedAt",
            r.deleted_at AS "deletedAt", r.deleted_reason AS "deletedReason"
     FROM (SELECT r.* FROM ${from} ORDER BY ${order} LIMIT ${asked.size + 1}) r JOIN integrations i ON i.id = r.integration_id
     ORDER BY ${order}`,
    values,
  );
  return rows;
}

const whichDeleted = {
  exclude: "r.deleted_at IS NULL",
  only: "r.deleted_at IS NOT NULL",
  include: "true",
} as const satisfies Record<Filters["deleted"], string>;

/** Where the page begins and ends in the order, and whether it has tombstones, which have indexes of their own. */
function afterCondition({ deleted, since, cursor }: Filters, add: AddValue): string {
  const conditions: string[] = [whichDeleted[deleted]];
  if (since !== undefined) conditions.push(`r.fetched_at >= ${add(since)}::timestamptz`);
  if (cursor !== undefined) {
    const kinds = [cursorValue.time, cursorValue.uuid, cursorValue.text, cursorValue.text];
    const [fetchedAt, integrationId, model, komboId] = decodeCursor(cursor, kinds).map((value) => add(value));
    // The first says no more than the second, but an index of one endpoint's records understands it.
    conditions.push(
      `r.fetched_at <= ${fetchedAt}::timestamptz`,
      `(r.fetched_at, r.integration_id, r.model, r.kombo_id) < (${fetchedAt}::timestamptz, ${integrationId}::uuid, ${model}::text, ${komboId}::text)`,
    );
  }
  return conditions.join(" AND ");
}

function chosenCondition({ filters, sight }: Asked, add: AddValue): string {
  const { search = "", drift } = filters;
  const conditions = [placeCondition("r", filters, add)];
  if (search.trim() !== "") conditions.push(searchCondition(search, sight, add));
  if (drift !== undefined) {
    conditions.push(`EXISTS (SELECT 1 FROM record_changes c WHERE c.integration_id = r.integration_id AND c.model = r.model
      AND c.kombo_id = r.kombo_id AND ${driftCondition(filters, add)})`);
  }
  return conditions.join(" AND ");
}

/** SQL: the row of `alias` is of the integration and the model that were chosen. */
function placeCondition(alias: string, { integration, model }: Filters, add: AddValue): string {
  const conditions = ["true"];
  if (integration !== undefined) {
    const id = `(SELECT id FROM integrations WHERE kombo_integration_id = ${add(integration)})`;
    conditions.push(`${alias}.integration_id = ${id}`);
  }
  if (model !== undefined) conditions.push(`${alias}.model = ${add(model)}`);
  return conditions.join(" AND ");
}

/** SQL: change `c` is drift of that kind. */
function driftCondition({ drift }: Filters, add: AddValue): string {
  return drift === undefined || drift === "any" ? "c.drift IS NOT NULL" : `c.drift = ${add(drift)}`;
}

/** What is masked in a record cannot be asked for: it would be told by what the list holds. */
function relatedKey({ filters: { model, related: text }, sight }: ListedRecords): string {
  const asked = readRelated(text ?? "");
  if (asked === null || findAskedRelation({ model, related: asked }, sight) === null) {
    throw new AppError("bad_request", "related: is no relation of this model. Follow a link on the page of a record.");
  }
  return referenceKey(asked.path, asked.komboId);
}
