import type { Sight } from "@/lib/auth/sight";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { getEndpoint } from "@/lib/kombo/endpoints";
import { listHighlights } from "@/lib/mirror/highlights";
import { seenName } from "@/lib/mirror/seen-name";

import { listFacets } from "./list-facets";
import { getRunRow } from "./run-rows";
import type { Review } from "./schema/review";
import { stillCandidate } from "./sweep-mutations";

const limit = 50;

/** What a held sweep would tombstone, by name, and what these records have in common. */
export async function getReview(
  pool: Pool,
  input: { runId: string; cursor?: string | undefined; sight: Sight },
): Promise<Review> {
  const run = await getRunRow(pool, input.runId);
  if (run.state !== "needs_review") throw notHeld();
  const { model } = getEndpoint(run.endpoint);
  const summary = await summarise(pool, { runId: run.id, model });
  const [page, facets] = await Promise.all([
    listRows(pool, { ...input, integrationId: summary.integrationId, model }),
    listFacets(pool, { ...summary, runId: run.id, model, sight: input.sight }),
  ]);
  return {
    run,
    candidates: summary.candidates,
    live: summary.live,
    facets: [...facets],
    firstSeen: toSpan(summary.firstSeenFrom, summary.firstSeenTo),
    changed: toSpan(summary.changedFrom, summary.changedTo),
    rows: [...page.rows],
    next: page.next,
  };
}

export function notHeld(): AppError {
  return new AppError(
    "conflict",
    "The run does not wait for a review: it was decided already, or a newer full fetch replaced it.",
  );
}

type Summary = {
  readonly integrationId: string;
  readonly candidates: number;
  readonly live: number;
  readonly firstSeenFrom: Date | null;
  readonly firstSeenTo: Date | null;
  readonly changedFrom: Date | null;
  readonly changedTo: Date | null;
};

async function summarise(pool: Pool, input: { runId: string; model: string }): Promise<Summary> {
  const { rows } = await pool.query<Summary>(
    `SELECT run.integration_id AS "integrationId",
       (SELECT count(*)::int FROM records WHERE integration_id = run.integration_id AND model = $2 AND deleted_at IS NULL)
         AS live,
       s.*
     FROM sync_runs run CROSS JOIN LATERAL (
       SELECT count(*)::int AS candidates, min(r.first_seen_at) AS "firstSeenFrom", max(r.first_seen_at) AS "firstSeenTo",
         min(r.changed_at) AS "changedFrom", max(r.changed_at) AS "changedTo"
       FROM sweep_candidates c JOIN records r
         ON r.integration_id = run.integration_id AND r.model = $2 AND r.kombo_id = c.kombo_id
       WHERE c.run_id = run.id AND ${stillCandidate}) s
     WHERE run.id = $1`,
    [input.runId, input.model],
  );
  const [row] = rows;
  if (!row) throw notHeld();
  return row;
}

type Candidate = Omit<Review["rows"][number], "highlights" | "changedAt" | "firstSeenAt"> & {
  readonly data: unknown;
  readonly changedAt: Date | null;
  readonly firstSeenAt: Date;
};

/** By id, as they are asked for; served by both primary keys. */
async function listRows(
  pool: Pool,
  input: { runId: string; integrationId: string; model: string; cursor?: string | undefined; sight: Sight },
): Promise<{ rows: readonly Review["rows"][number][]; next: string | null }> {
  const [after = null] = input.cursor === undefined ? [] : decodeCursor(input.cursor, [cursorValue.text]);
  const { rows } = await pool.query<Candidate>(
    `SELECT r.kombo_id AS "komboId", r.remote_id AS "remoteId", r.model, r.display_name AS "displayName", r.data,
            r.changed_at AS "changedAt", r.first_seen_at AS "firstSeenAt"
     FROM sweep_candidates c JOIN records r ON r.integration_id = $2 AND r.model = $3 AND r.kombo_id = c.kombo_id
     WHERE c.run_id = $1 AND ${stillCandidate} AND ($4::text IS NULL OR c.kombo_id > $4)
     ORDER BY c.kombo_id LIMIT ${limit + 1}`,
    [input.runId, input.integrationId, input.model, after],
  );
  const page = toPage(rows, limit, ({ komboId }) => [komboId]);
  return { rows: page.rows.map((row) => toRow(row, input.sight)), next: page.next };
}

function toRow({ data, changedAt, firstSeenAt, ...row }: Candidate, sight: Sight): Review["rows"][number] {
  return {
    ...row,
    displayName: seenName(row, sight),
    highlights: listHighlights({ model: row.model, data }, sight).flatMap(({ label, value }) =>
      typeof value === "string" ? [{ label, value }] : [],
    ),
    changedAt: changedAt?.toISOString() ?? null,
    firstSeenAt: firstSeenAt.toISOString(),
  };
}

function toSpan(from: Date | null, to: Date | null): Review["firstSeen"] {
  return from === null || to === null ? null : { from: from.toISOString(), to: to.toISOString() };
}
