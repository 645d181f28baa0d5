import type { Sql } from "@/lib/db/pool";

export type OpenCause = {
  readonly cause: string;
  readonly kind: string;
  readonly text: string;
  readonly path: string;
};

/** A cause this young may be over before anybody could look. */
const settleFor = "1 minute";
/** A cause must stay away this long to be over: one that comes and goes is told once. */
const awayFor = "2 minutes";
const keptFor = "90 days";

/** True for one process a minute, however many ask. */
export async function claimMinute(sql: Sql, at: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO heartbeats (name, beat_at) VALUES ('alerts', $1)
     ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at
     WHERE heartbeats.beat_at <= excluded.beat_at - interval '55 seconds'`,
    [at],
  );
  return rowCount === 1;
}

/** Opens what is new, closes what stayed away; a cause that closes before it was told is never told. */
export async function noteCauses(tx: Sql, input: { causes: readonly OpenCause[]; at: Date }): Promise<void> {
  await tx.query(
    `INSERT INTO alerts (cause, kind, text, path, opened_at, due_at)
     SELECT cause, kind, text, path, $2, $2::timestamptz + interval '${settleFor}'
     FROM jsonb_to_recordset($1::jsonb) AS c(cause text, kind text, text text, path text)
     ON CONFLICT (cause) WHERE closed_at IS NULL DO UPDATE SET gone_at = NULL WHERE alerts.gone_at IS NOT NULL`,
    [JSON.stringify(input.causes), input.at],
  );
  await tx.query(`UPDATE alerts SET gone_at = $2 WHERE closed_at IS NULL AND gone_at IS NULL AND cause <> ALL($1)`, [
    input.causes.map(({ cause }) => cause),
    input.at,
  ]);
  await tx.query(
    `UPDATE alerts SET closed_at = gone_at, attempts = 0, last_problem = NULL,
       due_at = CASE WHEN opening_told_at IS NULL THEN NULL ELSE $1::timestamptz END
     WHERE closed_at IS NULL AND gone_at <= $1::timestamptz - interval '${awayFor}'`,
    [input.at],
  );
  await tx.query(`DELETE FROM alerts WHERE closed_at < $1::timestamptz - interval '${keptFor}'`, [input.at]);
}

export type DueAlert = {
  readonly id: string;
  readonly cause: string;
  readonly kind: string;
  readonly text: string;
  readonly path: string;
  readonly openedAt: Date;
  /** Set: its closing is to be told. */
  readonly closedAt: Date | null;
  /** This one included. */
  readonly attempts: number;
};

/** Longer than an attempt: whoever claims one has it alone, and if it dies another one tells it. */
const claimFor = "1 minute";
/** An end that could not be told for a day is no news. */
const staleAfter = "24 hours";

export async function claimDueAlert(sql: Sql, at: Date): Promise<DueAlert | null> {
  const { rows } = await sql.query<DueAlert>(
    `UPDATE alerts SET due_at = $1::timestamptz + interval '${claimFor}', attempts = attempts + 1
     WHERE id = (
       SELECT id FROM alerts WHERE due_at <= $1
         AND CASE WHEN closed_at IS NULL THEN gone_at IS NULL ELSE closed_at > $1::timestamptz - interval '${staleAfter}' END
       ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id::text, cause, kind, text, path, opened_at AS "openedAt", closed_at AS "closedAt", attempts`,
    [at],
  );
  return rows[0] ?? null;
}

/** Told; where its cause ended meanwhile, that is told next. */
export async function noteTold(sql: Sql, input: { alert: DueAlert; at: Date }): Promise<void> {
  const isClosing = input.alert.closedAt !== null;
  await sql.query(
    isClosing
      ? `UPDATE alerts SET closing_told_at = $2, due_at = NULL, attempts = 0, last_problem = NULL WHERE id = $1`
      : `UPDATE alerts SET opening_told_at = $2, attempts = 0, last_problem = NULL,
           due_at = CASE WHEN closed_at IS NULL THEN NULL ELSE $2::timestamptz END WHERE id = $1`,
    [input.alert.id, input.at],
  );
}

export async function noteNotTold(sql: Sql, input: { alert: DueAlert; problem: string; dueAt: Date }): Promise<void> {
  await sql.query(`UPDATE alerts SET last_problem = $2, due_at = $3 WHERE id = $1 AND due_at IS NOT NULL`, [
    input.alert.id,
    input.problem,
    input.dueAt,
  ]);
}
