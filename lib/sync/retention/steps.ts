import type { RetentionKind } from "@/lib/sync/schema/retention-words";

/**
 * One statement that removes the oldest of something, `$1` the time before which it goes, `$2` about how many at once. It
 * answers with `rows`, how many it looked at: 0 when none is left.
 */
type Step = { readonly sql: string; readonly limit: number };

const reached = (kind: RetentionKind) =>
  `coalesce((SELECT pruned_to FROM retention WHERE kind = '${kind}'), '-infinity')`;

/**
 * Rows of one time are taken together, so that no time is half done: how far it went is that time, kept in the same
 * transaction. Its row is locked first: a process whose claim ran out while it stood still waits for the other, and goes
 * on from where that one came to.
 */
const edgeOf = (table: string, { kind, time }: { kind: RetentionKind; time: string }) => `reached AS MATERIALIZED (
     SELECT coalesce(pruned_to, '-infinity') AS at FROM retention WHERE kind = '${kind}' FOR UPDATE),
   edge AS (
     SELECT max(at) AS at, count(*)::int AS rows FROM (
       SELECT ${time} AS at FROM ${table} WHERE ${time} < $1 AND ${time} > (SELECT at FROM reached)
       ORDER BY ${time} LIMIT $2) oldest),
   span AS (SELECT reached.at AS after, edge.at AS upto FROM edge, reached WHERE edge.at IS NOT NULL),
   moved AS (UPDATE retention SET pruned_to = upto FROM span WHERE kind = '${kind}')`;

/** Which models changed stays: it tells nothing of a person, and a replay needs no more. */
const emptyPayloads: Step = {
  limit: 500,
  sql: `WITH ${edgeOf("webhook_events", { kind: "payloads", time: "first_received_at" })},
   emptied AS (
     UPDATE webhook_events
     SET payload = jsonb_strip_nulls(jsonb_build_object('id', payload -> 'id', 'type', payload -> 'type', 'removed', true,
       'data', CASE WHEN payload #> '{data,changed_models}' IS NOT NULL
                    THEN jsonb_build_object('changed_models', payload #> '{data,changed_models}') END))
     WHERE first_received_at > (SELECT after FROM span) AND first_received_at <= (SELECT upto FROM span)
       AND NOT payload ?| '{erased,removed}')
   SELECT rows FROM edge`,
};

/** One whose mark is not served yet stays: it is the cause of a run to come. */
const deleteWebhooks: Step = {
  limit: 250,
  sql: `WITH gone AS (
     DELETE FROM webhook_events WHERE id = ANY(ARRAY(
       SELECT e.id FROM webhook_events e
       WHERE e.first_received_at < $1 AND NOT EXISTS (
         SELECT FROM endpoint_marks m JOIN endpoint_states s USING (integration_id, endpoint)
         WHERE m.webhook_event_id = e.id AND m.seq > s.done_seq)
       ORDER BY e.first_received_at LIMIT $2 FOR UPDATE OF e SKIP LOCKED)) RETURNING 1)
   SELECT count(*)::int AS rows FROM gone`,
};

const deleteMarks: Step = {
  limit: 1_000,
  sql: `WITH gone AS (
     DELETE FROM endpoint_marks WHERE ctid = ANY(ARRAY(
       SELECT m.ctid FROM endpoint_marks m JOIN endpoint_states s USING (integration_id, endpoint)
       WHERE m.marked_at < $1 AND m.seq <= s.done_seq ORDER BY m.marked_at LIMIT $2 FOR UPDATE OF m SKIP LOCKED)) RETURNING 1)
   SELECT count(*)::int AS rows FROM gone`,
};

const ofEndedRuns = "run_id IN (SELECT id FROM sync_runs, span WHERE finished_at > after AND finished_at <= upto)";

/** What a run did page by page, and the records it set aside. What waits for a person stays with its run. */
const deletePages: Step = {
  limit: 50,
  sql: `WITH ${edgeOf("sync_runs", { kind: "run_pages", time: "finished_at" })},
   pages AS (DELETE FROM run_pages WHERE ${ofEndedRuns}),
   invalid AS (DELETE FROM invalid_records WHERE ${ofEndedRuns}),
   wanted AS (DELETE FROM run_wanted_ids WHERE ${ofEndedRuns})
   SELECT rows FROM edge`,
};

/**
 * The beginning of the change feed, in its own order and never past a change that is young, so that every cursor behind
 * `feed_state.pruned_*` still misses nothing, and every one before it is refused.
 */
const deleteChanges: Step = {
  limit: 2_000,
  sql: `WITH reached AS MATERIALIZED (SELECT pruned_xid, pruned_seq FROM feed_state FOR UPDATE),
   oldest AS MATERIALIZED (
     SELECT c.seq, c.xid, c.at FROM record_changes c, reached f
     WHERE (c.xid, c.seq) > (f.pruned_xid, f.pruned_seq) AND c.xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY c.xid, c.seq LIMIT $2),
   young AS (SELECT xid, seq FROM oldest WHERE at >= $1 ORDER BY xid, seq LIMIT 1),
   old AS MATERIALIZED (
     SELECT o.xid, o.seq FROM oldest o WHERE NOT EXISTS (SELECT FROM young y WHERE (o.xid, o.seq) >= (y.xid, y.seq))),
   gone AS (DELETE FROM record_changes WHERE seq = ANY(ARRAY(SELECT seq FROM old))),
   moved AS (
     UPDATE feed_state SET pruned_xid = last.xid, pruned_seq = last.seq
     FROM (SELECT xid, seq FROM old ORDER BY xid DESC, seq DESC LIMIT 1) last)
   SELECT count(*)::int AS rows FROM old`,
};

/** With what caused them. A run that a change still names stays, and one that waits for a person. */
const deleteRuns: Step = {
  limit: 250,
  sql: `WITH gone AS (
     DELETE FROM sync_runs WHERE id = ANY(ARRAY(
       SELECT r.id FROM sync_runs r
       WHERE r.finished_at < $1 AND r.state IN ('succeeded', 'failed', 'cancelled')
         AND NOT EXISTS (SELECT FROM record_changes c WHERE c.run_id = r.id)
       ORDER BY r.finished_at LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING 1)
   SELECT count(*)::int AS rows FROM gone`,
};

export const steps: Readonly<Record<RetentionKind, readonly Step[]>> = {
  payloads: [emptyPayloads],
  webhooks: [deleteWebhooks, deleteMarks],
  run_pages: [deletePages],
  changes: [deleteChanges, deleteRuns],
};

type Stock = {
  /** Times of what would go at `$1`, not more than `$2`. */
  readonly past: string;
  /** Time of the oldest that is kept. */
  readonly oldest: string;
  /** What it is stored in, the first of which has a row for each; null: within another kind. */
  readonly tables: readonly string[];
};

/** How much of a kind there is. */
export const stocks: Readonly<Record<RetentionKind, Stock>> = {
  payloads: {
    past: `SELECT FROM webhook_events WHERE first_received_at < $1 AND first_received_at > ${reached("payloads")} LIMIT $2`,
    oldest: `SELECT min(first_received_at) AS at FROM webhook_events WHERE first_received_at > ${reached("payloads")}`,
    tables: [],
  },
  webhooks: {
    past: `SELECT FROM webhook_events WHERE first_received_at < $1 LIMIT $2`,
    oldest: "SELECT min(first_received_at) AS at FROM webhook_events",
    tables: ["webhook_events", "webhook_deliveries", "endpoint_marks", "run_causes"],
  },
  run_pages: {
    past: `SELECT FROM run_pages WHERE run_id IN (
             SELECT id FROM sync_runs WHERE finished_at < $1 AND finished_at > ${reached("run_pages")}) LIMIT $2`,
    oldest: `SELECT min(finished_at) AS at FROM sync_runs WHERE finished_at > ${reached("run_pages")}`,
    tables: ["run_pages", "invalid_records", "run_wanted_ids"],
  },
  changes: {
    past: `SELECT FROM (SELECT at FROM record_changes ORDER BY xid, seq LIMIT $2) c WHERE at < $1`,
    oldest: "SELECT at FROM record_changes ORDER BY xid, seq LIMIT 1",
    tables: ["record_changes", "sync_runs"],
  },
};
