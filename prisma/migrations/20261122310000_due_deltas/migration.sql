-- Deltas go first, however many full fetches are due: found by themselves, not by sorting all that is due.
CREATE INDEX "endpoint_states_due_delta_idx" ON "endpoint_states" ("due_at")
    WHERE "wanted_seq" > "done_seq" AND "watermark" IS NOT NULL AND "due_at" IS NOT NULL;
