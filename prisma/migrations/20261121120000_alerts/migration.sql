-- One row a cause that needed a person, from its opening to its closing, and what was told about it.
CREATE TABLE "alerts" (
    "id" BIGSERIAL NOT NULL,
    "cause" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    -- As it is told: ids, names of tools and words of ours, nothing of a person.
    "text" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "opening_told_at" TIMESTAMPTZ(3),
    "closing_told_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_problem" TEXT,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "alerts_open_key" ON "alerts" ("cause") WHERE "closed_at" IS NULL;
CREATE INDEX "alerts_due_idx" ON "alerts" ("due_at") WHERE "due_at" IS NOT NULL;

-- Silence: complete runs that changed something, of an integration, since its last webhook.
CREATE INDEX "sync_runs_changing_idx" ON "sync_runs" ("integration_id", "finished_at")
    WHERE "state" IN ('succeeded', 'needs_review') AND NOT "dry_run" AND "mode" <> 'ids'
      AND "created" + "updated" + "deleted" + "restored" + "swept" > 0;
CREATE INDEX "sync_runs_held_idx" ON "sync_runs" ("finished_at") WHERE "state" = 'needs_review';
