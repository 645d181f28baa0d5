-- How many records went with each erasure; older ones did not count.
ALTER TABLE "erased_records" ADD COLUMN "records" INTEGER;

-- The list of them, newest first, and whether copies of one are still to be emptied.
CREATE INDEX "erased_records_list_idx" ON "erased_records" ("erased_at" DESC, "integration_id" DESC, "model" DESC, "kombo_id" DESC);
CREATE INDEX "erasures_integration_id_found_at_idx" ON "erasures" ("integration_id", "found_at");
