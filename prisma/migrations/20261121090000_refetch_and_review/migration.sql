-- What an `ids` run asks for. Its own table, so that a record can join a run that is queued or running.
CREATE TABLE "run_wanted_ids" (
    "run_id" UUID NOT NULL,
    "kombo_id" TEXT NOT NULL,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,

    CONSTRAINT "run_wanted_ids_pkey" PRIMARY KEY ("run_id","kombo_id")
);

-- AddForeignKey
ALTER TABLE "run_wanted_ids" ADD CONSTRAINT "run_wanted_ids_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a person decided about a held sweep.
ALTER TABLE "sync_runs" ADD COLUMN "review_decision" TEXT,
    ADD COLUMN "reviewed_by" TEXT,
    ADD COLUMN "reviewed_at" TIMESTAMPTZ(3);


-- What follows is beyond Prisma's language.

ALTER TABLE "run_wanted_ids"
    ADD CONSTRAINT "run_wanted_ids_outcome_check" CHECK ("outcome" IN ('present', 'absent'));

ALTER TABLE "sync_runs"
    ADD CONSTRAINT "sync_runs_review_decision_check" CHECK ("review_decision" IN ('apply', 'discard'));
