-- What is promised for one integration; null: what is promised for all.
ALTER TABLE "integrations" ADD COLUMN "serve_objective_seconds" INTEGER;
ALTER TABLE "integrations" ADD COLUMN "confirm_objective_seconds" INTEGER;
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_objectives_check"
  CHECK ("serve_objective_seconds" > 0 AND "confirm_objective_seconds" > 0);

-- The timeline of one integration: deeds done to it (their target begins with its id), and to its runs.
CREATE INDEX "audit_events_subject_idx" ON "audit_events" (split_part("target", ' ', 1), "at" DESC, "id" DESC);
CREATE INDEX "audit_events_run_idx" ON "audit_events" ("at" DESC, "id" DESC)
  WHERE "action" IN ('run.cancel', 'review.apply', 'review.discard');

-- Complete full fetches, of all integrations and of one; what they found.
CREATE INDEX "sync_runs_full_idx" ON "sync_runs" ("created_at" DESC, "id" DESC)
  WHERE "mode" = 'full' AND NOT "dry_run" AND "state" IN ('succeeded', 'needs_review');
CREATE INDEX "sync_runs_integration_full_idx" ON "sync_runs" ("integration_id", "created_at" DESC, "id" DESC)
  WHERE "mode" = 'full' AND NOT "dry_run" AND "state" IN ('succeeded', 'needs_review');
CREATE INDEX "record_changes_drift_at_idx" ON "record_changes" ("at" DESC, "run_id", "drift") WHERE "drift" IS NOT NULL;
CREATE INDEX "webhook_events_lifecycle_idx" ON "webhook_events" ("kombo_integration_id", "first_received_at" DESC, "id" DESC)
  WHERE "type" IN ('integration-created', 'integration-deleted', 'integration-state-changed');
