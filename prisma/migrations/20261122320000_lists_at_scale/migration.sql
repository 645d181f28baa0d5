-- Tombstones are few among all records: the lists of them, of all and of one endpoint, start here.
CREATE INDEX "records_deleted_idx" ON "records" ("fetched_at" DESC, "integration_id" DESC, "model" DESC, "kombo_id" DESC)
  WHERE "deleted_at" IS NOT NULL;
CREATE INDEX "records_deleted_of_endpoint_idx" ON "records" ("integration_id", "model", "fetched_at" DESC, "kombo_id" DESC)
  WHERE "deleted_at" IS NOT NULL;

-- Runs are made some a second at most; each filter of their list starts at what it chooses, in the list's order.
CREATE INDEX "sync_runs_trigger_created_at_id_idx" ON "sync_runs"("trigger", "created_at" DESC, "id" DESC);
CREATE INDEX "sync_runs_endpoint_created_at_id_idx" ON "sync_runs"("endpoint", "created_at" DESC, "id" DESC);
CREATE INDEX "sync_runs_rare_mode_idx" ON "sync_runs" ("mode", "created_at" DESC, "id" DESC) WHERE "mode" <> 'delta';
-- Which of them occur together: without it a pair that never does looks as likely as any.
CREATE STATISTICS "sync_runs_kinds" (mcv) ON "state", "mode", "trigger" FROM "sync_runs";
-- How many records the full fetches of each day read, from the index alone.
CREATE INDEX "sync_runs_full_received_idx" ON "sync_runs" ("created_at" DESC, "id") INCLUDE ("integration_id", "received")
  WHERE "mode" = 'full' AND NOT "dry_run" AND "state" IN ('succeeded', 'needs_review');
-- What came before a run: the last complete one of its endpoint, and what was announced since.
CREATE INDEX "sync_runs_complete_idx" ON "sync_runs" ("integration_id", "endpoint", "fetch_started_at" DESC)
  WHERE "state" IN ('succeeded', 'needs_review') AND "moves_watermark" AND NOT "dry_run" AND "mode" <> 'ids';
CREATE INDEX "endpoint_marks_announced_idx" ON "endpoint_marks" ("integration_id", "endpoint", "marked_at")
  WHERE "webhook_event_id" IS NOT NULL;

-- Nearly every event marks endpoints; the others are found here.
CREATE INDEX "webhook_events_rare_outcome_idx" ON "webhook_events" ("outcome", "first_received_at" DESC, "id" DESC)
  WHERE "outcome" <> 'marked';
CREATE STATISTICS "webhook_events_kinds" (mcv) ON "type", "outcome" FROM "webhook_events";

CREATE INDEX "audit_events_actor_name_at_id_idx" ON "audit_events"("actor_name", "at" DESC, "id" DESC);
CREATE INDEX "audit_events_action_at_id_idx" ON "audit_events"("action", "at" DESC, "id" DESC);
CREATE INDEX "audit_events_target_idx" ON "audit_events" USING GIN (lower("target") gin_trgm_ops);

-- Counted from their indexes alone, as long as what is new is vacuumed soon and not after a fifth has been added.
ALTER TABLE "webhook_events" SET (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE "sync_runs" SET (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE "record_changes" SET (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
