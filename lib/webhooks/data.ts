import { z } from "zod";

import { maskValue } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import { listDistinct } from "@/lib/db/distinct";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import type { Prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors";
import type { PageOf } from "@/lib/http/page";
import { readEvent } from "@/lib/kombo/events";
import { endpointLabel, listRunsCausedBy } from "@/lib/sync/run-rows";

import { filterValues, matchesFilters } from "./event-filters";
import type { WebhookDetail, WebhookFilters, WebhookRow } from "./schema";

const columns = `e.id, e.kombo_event_id AS "komboEventId", e.type, e.kombo_integration_id AS "komboIntegrationId",
  i.organization_name AS "organizationName", i.tool, e.outcome, e.deliveries,
  e.first_received_at AS "firstReceivedAt", e.last_received_at AS "lastReceivedAt",
  e.payload -> 'data' -> 'changed_models' AS "changedModels",
  (SELECT count(DISTINCT m.endpoint)::int FROM endpoint_marks m WHERE m.webhook_event_id = e.id) AS "markedEndpoints"`;
const source = "FROM webhook_events e LEFT JOIN integrations i ON i.kombo_integration_id = e.kombo_integration_id";

/** What retention leaves of a payload says so. */
const removedSchema = z.object({ removed: z.literal(true) });

type DatabaseRow = Omit<WebhookRow, "firstReceivedAt" | "lastReceivedAt" | "changedModels"> & {
  firstReceivedAt: Date;
  lastReceivedAt: Date;
  changedModels: unknown;
};

function toWebhookRow(row: DatabaseRow): WebhookRow {
  const { changedModels } = readEvent({ type: row.type, data: { changed_models: row.changedModels } });
  return {
    ...row,
    changedModels: [...changedModels],
    firstReceivedAt: row.firstReceivedAt.toISOString(),
    lastReceivedAt: row.lastReceivedAt.toISOString(),
  };
}

/** Newest first; served by the (first_received_at, id) indexes of webhook_events. */
export async function listWebhooks(pool: Pool, filters: WebhookFilters, limit = 50): Promise<PageOf<WebhookRow>> {
  const [receivedAt = null, id = null] =
    filters.cursor === undefined ? [] : decodeCursor(filters.cursor, [cursorValue.time, cursorValue.uuid]);
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT ${columns} ${source}
     WHERE ${matchesFilters}
       AND ($7::timestamptz IS NULL OR (e.first_received_at, e.id) < ($7, $8::uuid))
     ORDER BY e.first_received_at DESC, e.id DESC LIMIT ${limit + 1}`,
    [...filterValues(filters), receivedAt, id],
  );
  return toPage(rows.map(toWebhookRow), limit, (row) => [row.firstReceivedAt, row.id]);
}

export async function getWebhook(
  deps: { pool: Pool; prisma: Prisma },
  { id, sight }: { id: string; sight: Sight },
): Promise<WebhookDetail> {
  const { rows } = await deps.pool.query<DatabaseRow>(`SELECT ${columns} ${source} WHERE e.id = $1`, [id]);
  const [row] = rows;
  if (!row) throw new AppError("not_found", "There is no webhook with this id.");
  const [parts, marks, runs] = await Promise.all([
    deps.prisma.webhookEvent.findUniqueOrThrow({
      where: { id },
      select: {
        payload: true,
        signatureVerdict: true,
        deliveryArrivals: { select: { receivedAt: true, sizeBytes: true }, orderBy: { id: "asc" }, take: 100 },
      },
    }),
    listMarks(deps.prisma, id),
    listRunsCausedBy(deps.pool, id),
  ]);
  return {
    ...toWebhookRow(row),
    isPayloadRemoved: removedSchema.safeParse(parts.payload).success,
    payload: maskValue(parts.payload, { model: "webhook", path: "", sight }),
    signatureVerdict: parts.signatureVerdict,
    deliveryArrivals: parts.deliveryArrivals.map(({ receivedAt, sizeBytes }) => ({
      receivedAt: receivedAt.toISOString(),
      sizeBytes,
    })),
    marks,
    runs: [...runs],
  };
}

/** Its newest mark of each endpoint: a replay marks again. */
async function listMarks(prisma: Prisma, webhookEventId: string): Promise<WebhookDetail["marks"]> {
  const marks = await prisma.endpointMark.findMany({
    where: { webhookEventId },
    select: { endpoint: true, markedAt: true, seq: true, trigger: true, state: { select: { doneSeq: true } } },
    orderBy: [{ endpoint: "asc" }, { seq: "desc" }],
    distinct: ["endpoint"],
  });
  return marks.map(({ endpoint, markedAt, seq, trigger, state }) => ({
    endpoint,
    endpointLabel: endpointLabel(endpoint),
    markedAt: markedAt.toISOString(),
    served: seq <= state.doneSeq,
    isReplay: trigger === "replay",
  }));
}

/** Types seen so far: from each one the index leads to the next. */
export async function listWebhookTypes(pool: Pool): Promise<readonly string[]> {
  return listDistinct(pool, { table: "webhook_events", column: "type" });
}

export async function listRejectedDeliveries(prisma: Prisma) {
  const rows = await prisma.rejectedDelivery.findMany({
    select: { id: true, receivedAt: true, cause: true, sizeBytes: true },
    orderBy: { id: "desc" },
    take: 100,
  });
  return rows.map(({ id, receivedAt, ...row }) => ({ ...row, id: String(id), receivedAt: receivedAt.toISOString() }));
}
