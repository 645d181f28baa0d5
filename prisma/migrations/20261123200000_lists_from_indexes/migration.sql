-- When an integration was last heard of, and how often it usually is, are read of its events by type: from this index alone.
-- It takes the place of the same one without the type.
CREATE INDEX "webhook_events_of_integration_idx" ON "webhook_events" ("kombo_integration_id", "first_received_at" DESC, "id" DESC)
  INCLUDE ("type") WHERE "kombo_integration_id" IS NOT NULL;
DROP INDEX "webhook_events_kombo_integration_id_first_received_at_id_idx";
