-- Requests of a run that Kombo did not answer as hoped, and how long each made it wait: on the page they led to, and, as long
-- as there is none, on the run. Null: none.
ALTER TABLE "run_pages" ADD COLUMN "attempts" JSONB;
ALTER TABLE "sync_runs" ADD COLUMN "attempts" JSONB, ADD COLUMN "retry_of" UUID;

-- A person's wish to try a failed delta again waits as a mark, as every delta does.
ALTER TABLE "endpoint_marks" ADD COLUMN "retry_of" UUID, ADD COLUMN "requested_by" TEXT;

CREATE INDEX "sync_runs_retry_of_idx" ON "sync_runs" ("retry_of", "created_at" DESC) WHERE "retry_of" IS NOT NULL;
-- Failed and cancelled runs are few among all: the lists of them start here.
CREATE INDEX "sync_runs_ended_early_idx" ON "sync_runs" ("state", "created_at" DESC, "id" DESC)
  WHERE "state" IN ('failed', 'cancelled');
CREATE INDEX "sync_runs_changed_idx" ON "sync_runs" ("created_at" DESC, "id" DESC)
  WHERE "created" + "updated" + "deleted" + "restored" + "swept" > 0;
-- How much changed when is counted for the charts of days and months, from the index alone.
CREATE INDEX "sync_runs_changed_finished_idx" ON "sync_runs" ("finished_at")
  INCLUDE ("created", "updated", "deleted", "restored", "swept")
  WHERE NOT "dry_run" AND "created" + "updated" + "deleted" + "restored" + "swept" > 0;
