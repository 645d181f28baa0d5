import { maskValue, maySee, sensitivityOf } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";
import type { DriftKind } from "@/lib/mirror/schema/change-words";

import type { RecordKey } from "./get-record";
import { modelLabel } from "./record-rows";
import type { PathChange, RecordChange } from "./schema";
import { seenName } from "./seen-name";

const limit = 50;

type DatabaseRow = Omit<RecordChange, "modelLabel" | "at" | "run" | "webhook" | "paths"> & {
  at: Date;
  paths: RecordChange["paths"] | null;
  runId: string | null;
  runMode: string | null;
  runTrigger: string | null;
  page: number | null;
  webhookId: string | null;
  webhookType: string | null;
  webhookAt: Date | null;
};

/** A change with the run that brought it and the newest webhook behind that run. */
const select = `SELECT c.seq::text, i.kombo_integration_id AS "komboIntegrationId", c.model, c.kombo_id AS "komboId",
    d.display_name AS "displayName", c.kind, c.paths, c.nested_only AS "nestedOnly", c.drift, c.at,
    r.id AS "runId", r.mode AS "runMode", r.trigger AS "runTrigger", c.page,
    w.id AS "webhookId", w.type AS "webhookType", w.first_received_at AS "webhookAt"
  FROM record_changes c
  JOIN integrations i ON i.id = c.integration_id
  LEFT JOIN records d ON d.integration_id = c.integration_id AND d.model = c.model AND d.kombo_id = c.kombo_id
  LEFT JOIN sync_runs r ON r.id = c.run_id
  LEFT JOIN LATERAL (
    SELECT e.id, e.type, e.first_received_at FROM run_causes k JOIN webhook_events e ON e.id = k.webhook_event_id
    WHERE k.run_id = c.run_id ORDER BY e.first_received_at DESC LIMIT 1) w ON true`;

/** The history of one record, newest first; served by its (…, kombo_id, seq) index. */
export async function listRecordChanges(
  pool: Pool,
  key: RecordKey & { cursor?: string | undefined; sight: Sight },
): Promise<PageOf<RecordChange>> {
  const { rows } = await pool.query<DatabaseRow>(
    `${select}
     WHERE c.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1)
       AND c.model = $2 AND c.kombo_id = $3 AND ($4::bigint IS NULL OR c.seq < $4)
     ORDER BY c.seq DESC LIMIT ${limit + 1}`,
    [key.komboIntegrationId, key.model, key.komboId, readSeq(key.cursor)],
  );
  return toPage(
    rows.map((row) => toRecordChange(row, key.sight)),
    limit,
    ({ seq }) => [seq],
  );
}

/** The changes of one run, newest first; served by (run_id, seq). */
export async function listRunChanges(
  pool: Pool,
  input: { runId: string; drift?: DriftKind | undefined; cursor?: string | undefined; sight: Sight },
): Promise<PageOf<RecordChange>> {
  const { rows } = await pool.query<DatabaseRow>(
    `${select} WHERE c.run_id = $1 AND ($2::bigint IS NULL OR c.seq < $2) AND ($3::text IS NULL OR c.drift = $3)
     ORDER BY c.seq DESC LIMIT ${limit + 1}`,
    [input.runId, readSeq(input.cursor), input.drift ?? null],
  );
  return toPage(
    rows.map((row) => toRecordChange(row, input.sight)),
    limit,
    ({ seq }) => [seq],
  );
}

function readSeq(cursor: string | undefined): string | null {
  return cursor === undefined ? null : (decodeCursor(cursor, [cursorValue.sequence])[0] ?? null);
}

function toRecordChange(row: DatabaseRow, sight: Sight): RecordChange {
  const { runId, runMode, runTrigger, page, webhookId, webhookType, webhookAt, ...change } = row;
  const run =
    runId === null || runMode === null || runTrigger === null
      ? null
      : { id: runId, mode: runMode, trigger: runTrigger, page };
  const webhook =
    webhookId === null || webhookType === null || webhookAt === null
      ? null
      : { id: webhookId, type: webhookType, firstReceivedAt: webhookAt.toISOString() };
  return {
    ...change,
    modelLabel: modelLabel(row.model),
    displayName: seenName(row, sight),
    paths: (row.paths ?? []).map((entry) => maskChange(entry, { model: row.model, sight })),
    at: row.at.toISOString(),
    run,
    webhook,
  };
}

/** A difference without what may not be seen: which thing it lies in, by its id, is masked with that id. */
export function maskChange(
  { nested, ...change }: PathChange,
  { model, sight }: { model: string; sight: Sight },
): PathChange {
  const seen = (value: unknown) => maskValue(value, { model, path: change.path, sight });
  const isNamed = nested !== undefined && maySee(sight, sensitivityOf(model, `${nested.at}.id`));
  return {
    ...change,
    ...(isNamed ? { nested } : {}),
    ...("from" in change ? { from: seen(change.from) } : {}),
    ...("to" in change ? { to: seen(change.to) } : {}),
  };
}
