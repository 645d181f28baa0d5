import type { Sql } from "@/lib/db/pool";

import { diffRecords } from "./diff";
import { type CopyPlaces, type Erased, eraseCopies, eraseFromChange } from "./erase-copies";
import { readDisplayName } from "./read-record";
import type { PathChange } from "./schema";

/** Records of one model that Kombo has emptied, and whose copies elsewhere are still to be. */
export type Erasure = {
  readonly integrationId: string;
  readonly model: string;
  readonly komboIds: readonly string[];
  readonly remoteIds: readonly string[];
};

type Copies = { readonly erasure: Erasure; readonly copyPlaces: CopyPlaces };

/**
 * Empties the copies in the records of one endpoint. They lose their hash with it, and are noted as stale, so that
 * Kombo's own answer replaces them. Nobody writes the endpoint meanwhile: the caller holds its row.
 */
export async function eraseCopiesInRecords(tx: Sql, { erasure, copyPlaces }: Copies, at: Date): Promise<number> {
  const { endpoint } = copyPlaces;
  const { rows } = await tx.query<{ komboId: string; data: Record<string, unknown> }>(
    `SELECT kombo_id AS "komboId", data FROM records
     WHERE integration_id = $1 AND model = $2 AND jsonb_path_exists(data, $3::jsonpath, jsonb_build_object('ids', $4::jsonb))
     FOR UPDATE`,
    [erasure.integrationId, endpoint.model, toJsonPath(copyPlaces), JSON.stringify(erasure.komboIds)],
  );
  const erased = toErased({ erasure, copyPlaces });
  const changed = rows.map(({ komboId, data }) => ({ komboId, data: eraseCopies(data, erased) }));
  await tx.query(
    `WITH erased AS (
       UPDATE records r SET data = e.data, display_name = e.display_name, content_hash = NULL, text_hash = NULL
       FROM jsonb_to_recordset($3::jsonb) AS e(kombo_id text, data jsonb, display_name text)
       WHERE r.integration_id = $1 AND r.model = $2 AND r.kombo_id = e.kombo_id RETURNING r.kombo_id)
     INSERT INTO stale_copies (integration_id, endpoint, kombo_id, found_at)
     SELECT $1, $4, kombo_id, $5 FROM erased ON CONFLICT DO NOTHING`,
    [
      erasure.integrationId,
      endpoint.model,
      JSON.stringify(
        changed.map(({ komboId, data }) => ({
          kombo_id: komboId,
          data,
          display_name: readDisplayName(data, endpoint.displayName),
        })),
      ),
      endpoint.path,
      at,
    ],
  );
  const emptied = rows
    .map(({ komboId, data }, index) => ({
      komboId,
      // What it was is not said: it is to be forgotten.
      paths: diffRecords(data, changed[index]?.data).map(({ from: _from, to: _to, ...place }) => place),
    }))
    .filter(({ paths }) => paths.length > 0);
  await insertEmptyings(tx, { integrationId: erasure.integrationId, model: endpoint.model, emptied, at });
  return changed.length;
}

type Emptyings = {
  readonly integrationId: string;
  readonly model: string;
  readonly emptied: readonly { readonly komboId: string; readonly paths: readonly PathChange[] }[];
  readonly at: Date;
};

/** Whoever follows the change feed has to empty their copies too, also where Kombo's own answer will say nothing new. */
async function insertEmptyings(tx: Sql, { integrationId, model, emptied, at }: Emptyings): Promise<void> {
  await tx.query(
    `INSERT INTO record_changes (integration_id, model, kombo_id, kind, paths, nested_only, at)
     SELECT $1, $2, e.kombo_id, 'updated', e.paths, true, $3
     FROM jsonb_to_recordset($4::jsonb) AS e(kombo_id text, paths jsonb)`,
    [integrationId, model, at, JSON.stringify(emptied.map(({ komboId, paths }) => ({ kombo_id: komboId, paths })))],
  );
}

/** Empties what the history of an endpoint's records says of the copies. */
export async function eraseCopiesInHistory(tx: Sql, { erasure, copyPlaces }: Copies): Promise<void> {
  const erased = toErased({ erasure, copyPlaces });
  const { rows } = await tx.query<{ seq: string; paths: PathChange[] }>(
    `SELECT seq::text, paths FROM record_changes
     WHERE integration_id = $1 AND model = $2 AND paths IS NOT NULL
       AND jsonb_path_exists(paths, '$.** ? (@ == $ids[*])', jsonb_build_object('ids', $3::jsonb))`,
    [erasure.integrationId, copyPlaces.endpoint.model, JSON.stringify(erasure.komboIds)],
  );
  await tx.query(
    `UPDATE record_changes c SET paths = e.paths
     FROM jsonb_to_recordset($1::jsonb) AS e(seq bigint, paths jsonb) WHERE c.seq = e.seq`,
    [
      JSON.stringify(
        rows.map(({ seq, paths }) => ({ seq, paths: paths.map((change) => eraseFromChange(change, erased)) })),
      ),
    ],
  );
}

/** Events that only say that something changed carry no data of a person. */
const impersonalTypes = ["data-changed", "sync-finished", "remote-event-received"];

/** That it arrived is all that is kept of an event. */
const emptyPayload = "jsonb_build_object('id', e.payload -> 'id', 'type', e.payload -> 'type', 'erased', true)";
const namesOneOf = `jsonb_path_exists(e.payload -> 'data', '$.** ? (@.id == $ids[*] || @.remote_id == $ids[*])',`;

/** An event that has just been stored and names a record erased on request, or one that belongs to it. */
export async function erasePayloadOf(tx: Sql, webhookEventId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_events e SET payload = ${emptyPayload}
     FROM integrations i
     WHERE e.id = $1 AND i.kombo_integration_id = e.kombo_integration_id AND EXISTS (
       SELECT 1 FROM erased_records x LEFT JOIN records r USING (integration_id, model, kombo_id)
       WHERE x.integration_id = i.id AND ${namesOneOf} jsonb_build_object('ids', jsonb_build_array(x.kombo_id, r.remote_id))))`,
    [webhookEventId],
  );
}

/** An event that came after the data of its integration was purged: what it tells of people goes too. */
export async function erasePayloadOfPurged(tx: Sql, webhookEventId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_events e SET payload = ${emptyPayload} FROM integrations i
     WHERE e.id = $1 AND i.kombo_integration_id = e.kombo_integration_id AND i.purged_at IS NOT NULL`,
    [webhookEventId],
  );
}

/** Payloads of events that name the record by one of its ids. */
export async function erasePayloads(tx: Sql, erasure: Erasure): Promise<void> {
  await tx.query(
    `UPDATE webhook_events e
     SET payload = ${emptyPayload}
     FROM integrations i
     WHERE i.id = $1 AND e.kombo_integration_id = i.kombo_integration_id
       AND e.type <> ALL($2) AND e.type NOT LIKE 'integration-%'
       AND ${namesOneOf} jsonb_build_object('ids', $3::jsonb))`,
    [erasure.integrationId, impersonalTypes, JSON.stringify([...erasure.komboIds, ...erasure.remoteIds])],
  );
}

function toErased({ erasure, copyPlaces }: Copies): Erased {
  return { ids: new Set(erasure.komboIds), places: copyPlaces.places };
}

/** Lists are walked through by themselves in jsonpath's lax mode. */
function toJsonPath({ places }: CopyPlaces): string {
  return places
    .map((keys) => `exists($.${keys.map((key) => JSON.stringify(key)).join(".")} ? (@.id == $ids[*]))`)
    .join(" || ")
    .replace(/^(.*)$/, "$ ? ($1)");
}

const erasedAtOnce = 100;

/** Erased records of one model of one integration whose copies are still to be emptied; null when there are none. */
export async function findErasure(sql: Sql): Promise<Erasure | null> {
  const { rows } = await sql.query<Erasure>(
    `SELECT integration_id AS "integrationId", model, array_agg(kombo_id) AS "komboIds",
            array_remove(array_agg(remote_id), NULL) AS "remoteIds"
     FROM (SELECT e.* FROM erasures e
           WHERE (e.integration_id, e.model) = (SELECT integration_id, model FROM erasures ORDER BY found_at LIMIT 1)
           LIMIT ${erasedAtOnce}) e
     GROUP BY integration_id, model`,
  );
  return rows[0] ?? null;
}

export async function endErasure(tx: Sql, erasure: Erasure): Promise<void> {
  await tx.query("DELETE FROM erasures WHERE integration_id = $1 AND model = $2 AND kombo_id = ANY($3)", [
    erasure.integrationId,
    erasure.model,
    erasure.komboIds,
  ]);
}
