import { maskRecord } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import type { Prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors";

import { findKeptErasure, type RecordPlace } from "./erased-records";
import { listHighlights } from "./highlights";
import { isJsonObject } from "./json";
import { modelLabel } from "./record-rows";
import { listReferences } from "./references";
import { maySeeReference } from "./relations";
import type { RecordDetail } from "./schema";
import { seenName } from "./seen-name";

export type RecordKey = {
  readonly komboIntegrationId: string;
  readonly model: string;
  readonly komboId: string;
};

export async function getRecord(
  deps: { pool: Pool; prisma: Prisma },
  { sight, ...key }: RecordKey & { sight: Sight },
): Promise<RecordDetail> {
  const integration = await deps.prisma.integration.findUnique({
    where: { komboIntegrationId: key.komboIntegrationId },
    select: { id: true, organizationName: true },
  });
  const record =
    integration &&
    (await deps.prisma.record.findUnique({
      where: {
        integrationId_model_komboId: { integrationId: integration.id, model: key.model, komboId: key.komboId },
      },
      omit: { searchText: true },
    }));
  if (!record) throw new AppError("not_found", "There is no such record in the mirror.");
  const data = isJsonObject(record.data) ? record.data : {};
  return {
    komboIntegrationId: key.komboIntegrationId,
    organizationName: integration.organizationName,
    model: record.model,
    modelLabel: modelLabel(record.model),
    komboId: record.komboId,
    remoteId: record.remoteId,
    displayName: seenName(record, sight),
    highlights: [...listHighlights({ model: record.model, data }, sight)],
    changedAt: toIso(record.changedAt),
    fetchedAt: record.fetchedAt.toISOString(),
    deletedAt: toIso(record.deletedAt),
    deletedReason: record.deletedReason === "remote" || record.deletedReason === "absent" ? record.deletedReason : null,
    endpoint: record.endpoint,
    data: maskRecord(record.model, data, sight),
    remoteDeletedAt: toIso(record.remoteDeletedAt),
    firstSeenAt: record.firstSeenAt.toISOString(),
    flags: record.flags,
    erasedAt: toIso(record.erasedAt),
    erasure: await findErasure(deps.pool, {
      integrationId: record.integrationId,
      model: record.model,
      komboId: record.komboId,
      data,
      sight,
    }),
    links: await findLinks(deps.pool, { integrationId: record.integrationId, model: record.model, data, sight }),
  };
}

async function findErasure(
  pool: Pool,
  { sight, ...record }: RecordPlace & { data: unknown; sight: Sight },
): Promise<RecordDetail["erasure"]> {
  const kept = await findKeptErasure(pool, record);
  // Whoever wrote the reason may have named the person.
  return kept && { ...kept, reason: sight.personal ? kept.reason : null, at: kept.at.toISOString() };
}

/** Where the things a record names by id are mirrored; those that are not are left out. */
async function findLinks(
  pool: Pool,
  record: { integrationId: string; model: string; data: unknown; sight: Sight },
): Promise<RecordDetail["links"]> {
  // Which record a masked field names is masked with it.
  const references = listReferences(record.model, record.data).filter(({ idPath }) =>
    maySeeReference({ model: record.model, path: idPath }, record.sight),
  );
  if (references.length === 0) return {};
  const { rows } = await pool.query<{ path: string; model: string; komboId: string; displayName: string | null }>(
    `SELECT w.path, r.model, r.kombo_id AS "komboId", r.display_name AS "displayName"
     FROM jsonb_to_recordset($2::jsonb) AS w(path text, model text, id text)
     JOIN records r ON r.integration_id = $1 AND r.model = w.model AND r.kombo_id = w.id`,
    [record.integrationId, JSON.stringify(references)],
  );
  return Object.fromEntries(
    rows.map(({ path, ...link }) => [path, { ...link, displayName: seenName(link, record.sight) }]),
  );
}

function toIso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
