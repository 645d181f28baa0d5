-- Records erased on request: later answers for them, and for what belongs to them, are not stored.
CREATE TABLE "erased_records" (
    "integration_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "kombo_id" TEXT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "erased_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "erased_records_pkey" PRIMARY KEY ("integration_id","model","kombo_id")
);

ALTER TABLE "erased_records" ADD CONSTRAINT "erased_records_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What becomes of a deleted integration's data: kept by a person's word, wanted gone at once, or gone.
ALTER TABLE "integrations" ADD COLUMN "kept_at" TIMESTAMPTZ(3), ADD COLUMN "purge_wanted_at" TIMESTAMPTZ(3), ADD COLUMN "purged_at" TIMESTAMPTZ(3);
