import type { Sql } from "@/lib/db/pool";
import type { Endpoint } from "@/lib/kombo/endpoints";

import { listBelongings, nameOwner, ownerOf, type Owner } from "./belonging";
import { contentHash, canonicalJson } from "./canonical-json";
import { type Erased, eraseCopies, listCopyPlaces } from "./erase-copies";
import { idOf } from "./json";

/** What was erased on request, as far as the answers of one endpoint may hold it. */
export type ErasedHere = {
  /** Ids by model. */
  readonly idsByModel: ReadonlyMap<string, ReadonlySet<string>>;
  readonly copies: readonly Erased[];
};

/** Null when nothing of the integration was erased, which is nearly always. */
export async function findErasedHere(
  tx: Sql,
  { integrationId, endpoint }: { integrationId: string; endpoint: Endpoint },
): Promise<ErasedHere | null> {
  const { rows } = await tx.query<{ model: string; komboIds: string[] }>(
    `SELECT model, array_agg(kombo_id) AS "komboIds" FROM erased_records WHERE integration_id = $1 GROUP BY model`,
    [integrationId],
  );
  if (rows.length === 0) return null;
  const idsByModel = new Map(rows.map(({ model, komboIds }) => [model, new Set(komboIds)]));
  const copies = [...idsByModel].flatMap(([model, ids]) =>
    listCopyPlaces(model)
      .filter((place) => place.endpoint.path === endpoint.path)
      .map(({ places }) => ({ ids, places })),
  );
  return { idsByModel, copies };
}

/** Erased itself, or belongs to somebody who is: nothing of it is stored. */
export function isErased(model: string, data: unknown, { idsByModel }: ErasedHere): boolean {
  const isNamed = (owner: Owner | null) => owner !== null && Boolean(idsByModel.get(owner.model)?.has(owner.komboId));
  const komboId = idOf(data);
  return isNamed(komboId === null ? null : { model, komboId }) || isNamed(ownerOf(model, data));
}

/** The record without its copies of what was erased. */
export function withoutErasedCopies(data: unknown, { copies }: ErasedHere): unknown {
  return copies.reduce(eraseCopies, data);
}

export type RecordPlace = {
  readonly integrationId: string;
  readonly model: string;
  readonly komboId: string;
};

export type StoredPart = {
  readonly model: string;
  readonly komboId: string;
  readonly remoteId: string | null;
  readonly owner: string | null;
};

/** The record, and every record that belongs to it. Reads all records of the models that may. */
export async function listErasable(
  sql: Sql,
  { integrationId, model, komboId }: RecordPlace,
): Promise<readonly StoredPart[]> {
  const belongings = listBelongings(model);
  const { rows } = await sql.query<StoredPart>(
    `SELECT model, kombo_id AS "komboId", remote_id AS "remoteId", NULL AS owner FROM records
     WHERE integration_id = $1 AND model = $2 AND kombo_id = $3
     UNION ALL
     SELECT r.model, r.kombo_id, r.remote_id, $3 FROM unnest($4::text[], $5::text[]) AS b(model, path)
     JOIN records r ON r.integration_id = $1 AND r.model = b.model AND r.data #>> string_to_array(b.path, '.') = $3`,
    [integrationId, model, komboId, belongings.map((belonging) => belonging.model), belongings.map(({ path }) => path)],
  );
  return rows;
}

/**
 * Empties the rows and what the history and the records set aside say of them, logs that they were erased, and queues
 * their copies elsewhere (I12). The endpoints' rows must be locked.
 */
export async function eraseRecords(
  tx: Sql,
  input: { integrationId: string; parts: readonly StoredPart[]; at: Date },
): Promise<void> {
  const parts = input.parts.map(({ model, komboId, remoteId, owner }) => {
    // Whose it was stays, by id, so that its page can say why it is empty.
    const data = canonicalJson({ ...nameOwner(model, owner), id: komboId, remote_id: remoteId });
    return { model, kombo_id: komboId, data, content_hash: contentHash(data) };
  });
  const asRows = `jsonb_to_recordset($2::jsonb) AS p(model text, kombo_id text, data text, content_hash text)`;
  const values = [input.integrationId, JSON.stringify(parts)];
  await tx.query(
    `UPDATE records r SET data = p.data::jsonb, content_hash = p.content_hash, text_hash = NULL, display_name = NULL, copies = NULL,
       changed_at = NULL, flags = '{}', erased_at = $3
     FROM ${asRows} WHERE r.integration_id = $1 AND r.model = p.model AND r.kombo_id = p.kombo_id`,
    [...values, input.at],
  );
  await tx.query(
    `UPDATE record_changes c SET paths = NULL FROM ${asRows}
     WHERE c.integration_id = $1 AND c.model = p.model AND c.kombo_id = p.kombo_id AND c.paths IS NOT NULL`,
    values,
  );
  await tx.query(
    `UPDATE invalid_records i SET data = jsonb_build_object('id', i.data -> 'id') FROM ${asRows}
     WHERE i.integration_id = $1 AND i.data ->> 'id' = p.kombo_id`,
    values,
  );
  await tx.query(
    `INSERT INTO record_changes (integration_id, model, kombo_id, kind, at) SELECT $1, p.model, p.kombo_id, 'erased', $3 FROM ${asRows}`,
    [...values, input.at],
  );
  await tx.query(
    `INSERT INTO erasures (integration_id, model, kombo_id, remote_id, found_at)
     SELECT r.integration_id, r.model, r.kombo_id, r.remote_id, $3 FROM ${asRows}
     JOIN records r ON r.integration_id = $1 AND r.model = p.model AND r.kombo_id = p.kombo_id ON CONFLICT DO NOTHING`,
    [...values, input.at],
  );
}

export type KeptErasure = { readonly at: Date; readonly by: string; readonly reason: string; readonly owner: Owner };

/** Why a record stays empty: it was erased on request, or whoever it belonged to was. */
export async function findKeptErasure(
  sql: Sql,
  record: RecordPlace & { readonly data: unknown },
): Promise<KeptErasure | null> {
  const owner = ownerOf(record.model, record.data);
  const candidates: readonly Owner[] = [record, ...(owner ? [owner] : [])];
  const { rows } = await sql.query<Owner & { at: Date; by: string; reason: string }>(
    `SELECT e.erased_at AS at, e.erased_by AS by, e.reason, e.model, e.kombo_id AS "komboId"
     FROM unnest($2::text[], $3::text[]) AS c(model, kombo_id)
     JOIN erased_records e ON e.integration_id = $1 AND e.model = c.model AND e.kombo_id = c.kombo_id LIMIT 1`,
    [record.integrationId, candidates.map(({ model }) => model), candidates.map(({ komboId }) => komboId)],
  );
  const [row] = rows;
  if (!row) return null;
  const { model, komboId, ...kept } = row;
  return { ...kept, owner: { model, komboId } };
}
