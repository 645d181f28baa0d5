-- Trigrams serve the search of records; a trusted extension, so the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "integrations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kombo_integration_id" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "tool_label" TEXT,
    "category" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ACTIVE',
    "setup_status" TEXT,
    "qa_status" TEXT,
    "organization_name" TEXT,
    "creator_email" TEXT,
    "origin_id" TEXT,
    "paused_at" TIMESTAMPTZ(3),
    "legacy_events" TEXT NOT NULL DEFAULT 'act',
    "strategy" TEXT NOT NULL DEFAULT 'changed_models',
    "data_expired_at" TIMESTAMPTZ(3),
    "last_fetched_from_kombo_at" TIMESTAMPTZ(3),
    "last_webhook_at" TIMESTAMPTZ(3),
    "details_fetched_at" TIMESTAMPTZ(3),
    "details_due_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integrations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoint_states" (
    "integration_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "watermark" TIMESTAMPTZ(3),
    "last_full_fetch_at" TIMESTAMPTZ(3),
    "last_succeeded_at" TIMESTAMPTZ(3),
    "wanted_seq" BIGINT NOT NULL DEFAULT 0,
    "done_seq" BIGINT NOT NULL DEFAULT 0,
    "dirty_since" TIMESTAMPTZ(3),
    "full_wanted_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "lease_owner" UUID,
    "lease_expires_at" TIMESTAMPTZ(3),
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "unavailable_reason" TEXT,
    "live_records" INTEGER NOT NULL DEFAULT 0,
    "deleted_records" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "endpoint_states_pkey" PRIMARY KEY ("integration_id","endpoint")
);

-- CreateTable
CREATE TABLE "endpoint_marks" (
    "integration_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "trigger" TEXT NOT NULL,
    "webhook_event_id" UUID,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "endpoint_marks_pkey" PRIMARY KEY ("integration_id","endpoint","seq")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kombo_event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "kombo_integration_id" TEXT,
    "payload" JSONB NOT NULL,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "first_received_at" TIMESTAMPTZ(3) NOT NULL,
    "last_received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "signature_verdict" TEXT NOT NULL,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" BIGSERIAL NOT NULL,
    "webhook_event_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "size_bytes" INTEGER NOT NULL,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejected_deliveries" (
    "id" BIGSERIAL NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "cause" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,

    CONSTRAINT "rejected_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "integration_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL DEFAULT false,
    "trigger" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "updated_after" TIMESTAMPTZ(3),
    "fetch_started_at" TIMESTAMPTZ(3),
    "wanted_seq" BIGINT,
    "moves_watermark" BOOLEAN NOT NULL DEFAULT true,
    "cursor" TEXT,
    "read_complete" BOOLEAN NOT NULL DEFAULT false,
    "sweep_held" BOOLEAN,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "received" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "invalid" INTEGER NOT NULL DEFAULT 0,
    "swept" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "slices" INTEGER NOT NULL DEFAULT 0,
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "waiting_until" TIMESTAMPTZ(3),
    "requests" INTEGER NOT NULL DEFAULT 0,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,
    "requested_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_causes" (
    "run_id" UUID NOT NULL,
    "webhook_event_id" UUID NOT NULL,

    CONSTRAINT "run_causes_pkey" PRIMARY KEY ("run_id","webhook_event_id")
);

-- CreateTable
CREATE TABLE "run_pages" (
    "run_id" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "slice" INTEGER NOT NULL DEFAULT 1,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "request_ms" INTEGER NOT NULL,
    "write_ms" INTEGER NOT NULL,
    "records" INTEGER NOT NULL,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "invalid" INTEGER NOT NULL DEFAULT 0,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "waited_ms" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,

    CONSTRAINT "run_pages_pkey" PRIMARY KEY ("run_id","page")
);

-- CreateTable
CREATE TABLE "run_seen_ids" (
    "run_id" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "ids" TEXT[],

    CONSTRAINT "run_seen_ids_pkey" PRIMARY KEY ("run_id","page")
);

-- CreateTable
CREATE TABLE "sweep_candidates" (
    "run_id" UUID NOT NULL,
    "kombo_id" TEXT NOT NULL,

    CONSTRAINT "sweep_candidates_pkey" PRIMARY KEY ("run_id","kombo_id")
);

-- CreateTable
CREATE TABLE "invalid_records" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invalid_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "records" (
    "integration_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "kombo_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "remote_id" TEXT,
    "data" JSONB NOT NULL,
    "content_hash" TEXT,
    "changed_at" TIMESTAMPTZ(3),
    "remote_deleted_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_reason" TEXT,
    "display_name" TEXT,
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "erased_at" TIMESTAMPTZ(3),
    "search_text" TEXT GENERATED ALWAYS AS (lower(
        coalesce("display_name", '') || ' ' || coalesce("data" ->> 'first_name', '') || ' ' || coalesce("data" ->> 'last_name', '')
        || ' ' || coalesce("data" ->> 'employee_number', '')
        || ' ' || coalesce("data" ->> 'work_email', '') || ' ' || coalesce("data" ->> 'personal_email', '') || ' ' || coalesce("data" ->> 'email', '')
        || ' ' || coalesce("data" -> 'user' ->> 'work_email', '')
        || ' ' || jsonb_path_query_array("data", '$.email_addresses[*].email_address')::text
        || ' ' || jsonb_path_query_array("data", '$.candidate.email_addresses[*].email_address')::text
    )) STORED,

    CONSTRAINT "records_pkey" PRIMARY KEY ("integration_id","model","kombo_id")
);

-- CreateTable
CREATE TABLE "record_changes" (
    "seq" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "integration_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "kombo_id" TEXT NOT NULL,
    "run_id" UUID,
    "page" INTEGER,
    "kind" TEXT NOT NULL,
    "paths" JSONB,
    "nested_only" BOOLEAN NOT NULL DEFAULT false,
    "drift" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_changes_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kombo_keys" (
    "id" TEXT NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),
    "blocked_reason" TEXT,
    "last_ok_at" TIMESTAMPTZ(3),
    "latency_ms" INTEGER,
    "clock_offset_ms" INTEGER,

    CONSTRAINT "kombo_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "heartbeats" (
    "name" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heartbeats_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "banned" BOOLEAN NOT NULL DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "impersonated_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "integrations_kombo_integration_id_key" ON "integrations"("kombo_integration_id");

-- CreateIndex
CREATE INDEX "endpoint_marks_webhook_event_id_idx" ON "endpoint_marks"("webhook_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_events_kombo_event_id_key" ON "webhook_events"("kombo_event_id");

-- CreateIndex
CREATE INDEX "webhook_events_first_received_at_id_idx" ON "webhook_events"("first_received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_events_kombo_integration_id_first_received_at_id_idx" ON "webhook_events"("kombo_integration_id", "first_received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_events_type_first_received_at_id_idx" ON "webhook_events"("type", "first_received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_webhook_event_id_id_idx" ON "webhook_deliveries"("webhook_event_id", "id");

-- CreateIndex
CREATE INDEX "rejected_deliveries_received_at_idx" ON "rejected_deliveries"("received_at");

-- CreateIndex
CREATE INDEX "sync_runs_created_at_id_idx" ON "sync_runs"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_runs_integration_id_endpoint_created_at_id_idx" ON "sync_runs"("integration_id", "endpoint", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_runs_integration_id_created_at_id_idx" ON "sync_runs"("integration_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_runs_finished_at_idx" ON "sync_runs"("finished_at");

-- CreateIndex
CREATE INDEX "run_causes_webhook_event_id_idx" ON "run_causes"("webhook_event_id");

-- CreateIndex
CREATE INDEX "invalid_records_run_id_page_position_idx" ON "invalid_records"("run_id", "page", "position");

-- CreateIndex
CREATE INDEX "records_integration_id_model_fetched_at_kombo_id_idx" ON "records"("integration_id", "model", "fetched_at" DESC, "kombo_id" DESC);

-- CreateIndex
CREATE INDEX "records_fetched_at_integration_id_model_kombo_id_idx" ON "records"("fetched_at" DESC, "integration_id" DESC, "model" DESC, "kombo_id" DESC);

-- CreateIndex
CREATE INDEX "records_kombo_id_idx" ON "records"("kombo_id");

-- CreateIndex
CREATE INDEX "records_remote_id_idx" ON "records" USING HASH ("remote_id");

-- CreateIndex
CREATE INDEX "records_search_text_idx" ON "records" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "record_changes_integration_id_model_kombo_id_seq_idx" ON "record_changes"("integration_id", "model", "kombo_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "record_changes_run_id_seq_idx" ON "record_changes"("run_id", "seq");

-- CreateIndex
CREATE INDEX "record_changes_xid_seq_idx" ON "record_changes"("xid", "seq");

-- CreateIndex
CREATE INDEX "audit_events_at_id_idx" ON "audit_events"("at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- AddForeignKey
ALTER TABLE "endpoint_states" ADD CONSTRAINT "endpoint_states_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_marks" ADD CONSTRAINT "endpoint_marks_integration_id_endpoint_fkey" FOREIGN KEY ("integration_id", "endpoint") REFERENCES "endpoint_states"("integration_id", "endpoint") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_marks" ADD CONSTRAINT "endpoint_marks_webhook_event_id_fkey" FOREIGN KEY ("webhook_event_id") REFERENCES "webhook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_event_id_fkey" FOREIGN KEY ("webhook_event_id") REFERENCES "webhook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_causes" ADD CONSTRAINT "run_causes_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_causes" ADD CONSTRAINT "run_causes_webhook_event_id_fkey" FOREIGN KEY ("webhook_event_id") REFERENCES "webhook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_pages" ADD CONSTRAINT "run_pages_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_seen_ids" ADD CONSTRAINT "run_seen_ids_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep_candidates" ADD CONSTRAINT "sweep_candidates_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invalid_records" ADD CONSTRAINT "invalid_records_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows is beyond Prisma's language. Its differ does not see checks, partial indexes and triggers, so it never drops them.

ALTER TABLE "integrations"
    ADD CONSTRAINT "integrations_legacy_events_check" CHECK ("legacy_events" IN ('act', 'ignore')),
    ADD CONSTRAINT "integrations_strategy_check" CHECK ("strategy" IN ('changed_models', 'simplified'));

ALTER TABLE "endpoint_states"
    ADD CONSTRAINT "endpoint_states_seq_check" CHECK ("done_seq" <= "wanted_seq"),
    ADD CONSTRAINT "endpoint_states_lease_check" CHECK (("lease_owner" IS NULL) = ("lease_expires_at" IS NULL));

ALTER TABLE "sync_runs"
    ADD CONSTRAINT "sync_runs_mode_check" CHECK ("mode" IN ('delta', 'full', 'ids')),
    ADD CONSTRAINT "sync_runs_state_check" CHECK ("state" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'needs_review')),
    ADD CONSTRAINT "sync_runs_trigger_check" CHECK ("trigger" IN ('webhook', 'legacy_webhook', 'cron', 'manual', 'initial', 'replay', 'catch_up', 'nested', 'refetch')),
    -- I14, for the whole run.
    ADD CONSTRAINT "sync_runs_accounting_check" CHECK ("received" = "created" + "updated" + "unchanged" + "deleted" + "restored" + "stale" + "invalid");

ALTER TABLE "run_pages"
    -- I14: a page that does not add up is not written.
    ADD CONSTRAINT "run_pages_accounting_check" CHECK ("records" = "created" + "updated" + "unchanged" + "deleted" + "restored" + "stale" + "invalid");

ALTER TABLE "records"
    ADD CONSTRAINT "records_deleted_check" CHECK (("deleted_at" IS NULL) = ("deleted_reason" IS NULL) AND "deleted_reason" IN ('remote', 'absent'));

ALTER TABLE "record_changes"
    ADD CONSTRAINT "record_changes_kind_check" CHECK ("kind" IN ('created', 'updated', 'deleted', 'restored', 'erased')),
    ADD CONSTRAINT "record_changes_drift_check" CHECK ("drift" IN ('missed_create', 'missed_update', 'missed_delete', 'stale_copy', 'local_edit', 'local_delete'));

-- Claiming reads the due endpoints, oldest first.
CREATE INDEX "endpoint_states_due_idx" ON "endpoint_states" ("due_at") WHERE "due_at" IS NOT NULL;

-- At most one active run of a kind per endpoint: a second request joins it.
CREATE UNIQUE INDEX "sync_runs_active_key" ON "sync_runs" ("integration_id", "endpoint", "mode", "dry_run") WHERE "state" IN ('queued', 'running');
CREATE INDEX "sync_runs_active_idx" ON "sync_runs" ("state", "created_at" DESC) WHERE "state" IN ('queued', 'running');

-- I10: whoever edits `data` without giving its hash loses the hash, and the next full fetch finds the row.
CREATE FUNCTION "clear_content_hash"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."content_hash" := NULL;
    RETURN NEW;
END
$$;

CREATE TRIGGER "records_local_edit" BEFORE UPDATE ON "records" FOR EACH ROW
    WHEN (NEW."data" IS DISTINCT FROM OLD."data" AND NEW."content_hash" IS NOT DISTINCT FROM OLD."content_hash")
    EXECUTE FUNCTION "clear_content_hash"();
