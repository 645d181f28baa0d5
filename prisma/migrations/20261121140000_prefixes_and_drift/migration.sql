-- Ids are searched by how they begin. Partial only because Prisma compares other indexes of this class with themselves and
-- finds a difference; a search of an id implies that there is one.
CREATE INDEX "webhook_events_kombo_event_id_prefix_idx" ON "webhook_events"("kombo_event_id" text_pattern_ops) WHERE "kombo_event_id" IS NOT NULL;
CREATE INDEX "webhook_events_kombo_integration_id_prefix_idx" ON "webhook_events"("kombo_integration_id" text_pattern_ops) WHERE "kombo_integration_id" IS NOT NULL;

-- The records that ever drifted are few among all: the list of them starts here.
CREATE INDEX "record_changes_drifted_records_idx" ON "record_changes"("integration_id", "model", "kombo_id", "drift") WHERE "drift" IS NOT NULL;
