-- Tokens of programs: who may read over /api/v1 or give commands without being signed in.
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "masking" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_address" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "window_started_at" TIMESTAMPTZ(3),
    "window_granted" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- Which life of the change log cursors belong to.
CREATE TABLE "feed_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" UUID NOT NULL DEFAULT gen_random_uuid(),
    "cluster" TEXT NOT NULL,
    "base_seq" BIGINT NOT NULL DEFAULT 0,
    "pruned_xid" xid8 NOT NULL DEFAULT '0',
    "pruned_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "feed_state_pkey" PRIMARY KEY ("id")
);


-- What follows is beyond Prisma's language.

ALTER TABLE "api_tokens"
    ADD CONSTRAINT "api_tokens_scope_check" CHECK ("scope" IN ('read', 'operate')),
    ADD CONSTRAINT "api_tokens_masking_check" CHECK ("masking" IN ('none', 'high', 'high_and_personal')),
    ADD CONSTRAINT "api_tokens_hash_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$');

-- Two tokens with one name could not be told apart in the audit log; a revoked one gives its name free.
CREATE UNIQUE INDEX "api_tokens_name_key" ON "api_tokens" (lower("name")) WHERE "revoked_at" IS NULL;

ALTER TABLE "feed_state" ADD CONSTRAINT "feed_state_single_check" CHECK ("id" = 1);

-- The cluster's own number: a dump that is restored into another cluster counts its transactions anew. Where the role may
-- not ask, nothing is known, and the feed goes by the numbers of the transactions alone.
CREATE FUNCTION "cluster_identity"() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT system_identifier::text FROM pg_control_system());
EXCEPTION WHEN insufficient_privilege OR undefined_function OR feature_not_supported THEN
    RETURN 'unknown';
END
$$;

INSERT INTO "feed_state" ("cluster") VALUES ("cluster_identity"());

-- Views for people who write SQL, made from lib/mirror/views.ts: a row for each live record, and for each entry of its
-- lists. A value that is not of its column's type is null there, never an error; `data` has it as Kombo sent it.
CREATE SCHEMA IF NOT EXISTS "mirror";

CREATE OR REPLACE FUNCTION "mirror"."to_list"("value" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof("value") = 'array' THEN "value" ELSE '[]' END
$$;

CREATE OR REPLACE FUNCTION "mirror"."to_number"("value" jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN jsonb_typeof("value") = 'number' THEN "value"::numeric
        WHEN "value" #>> '{}' ~ '^-?[0-9]{1,40}(\.[0-9]{1,40})?$' THEN ("value" #>> '{}')::numeric
    END
$$;

CREATE OR REPLACE FUNCTION "mirror"."to_boolean"("value" jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof("value") = 'boolean' THEN "value"::boolean END
$$;

-- Of the form of a date, and a day there is: the cast would raise for the 30th of February.
CREATE OR REPLACE FUNCTION "mirror"."is_day"("value" text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN left("value", 10) ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN
        left("value", 4) <> '0000' AND substr("value", 9, 2)::integer <= CASE substr("value", 6, 2)
            WHEN '02' THEN CASE
                WHEN left("value", 4)::integer % 400 = 0 THEN 29
                WHEN left("value", 4)::integer % 100 = 0 THEN 28
                WHEN left("value", 4)::integer % 4 = 0 THEN 29
                ELSE 28 END
            WHEN '04' THEN 30 WHEN '06' THEN 30 WHEN '09' THEN 30 WHEN '11' THEN 30
            ELSE 31 END
        ELSE false END
$$;

CREATE OR REPLACE FUNCTION "mirror"."to_time"("value" jsonb) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof("value") = 'string' AND "mirror"."is_day"("value" #>> '{}')
            AND substr("value" #>> '{}', 11) ~ '^T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$'
        THEN ("value" #>> '{}')::timestamptz END
$$;

CREATE OR REPLACE FUNCTION "mirror"."to_date"("value" jsonb) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof("value") = 'string' AND "mirror"."is_day"("value" #>> '{}')
            AND substr("value" #>> '{}', 11) ~ '^(T.*)?$'
        THEN left("value" #>> '{}', 10)::date END
$$;

CREATE VIEW "mirror"."hris_employees" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'employee_number' AS "employee_number",
    r."data" ->> 'first_name' AS "first_name",
    r."data" ->> 'last_name' AS "last_name",
    r."data" ->> 'nationality' AS "nationality",
    r."data" ->> 'display_full_name' AS "display_full_name",
    r."data" ->> 'job_title' AS "job_title",
    r."data" ->> 'work_email' AS "work_email",
    r."data" ->> 'personal_email' AS "personal_email",
    r."data" ->> 'mobile_phone_number' AS "mobile_phone_number",
    r."data" ->> 'ssn' AS "ssn",
    r."data" ->> 'tax_id' AS "tax_id",
    r."data" ->> 'gender' AS "gender",
    r."data" ->> 'ethnicity' AS "ethnicity",
    r."data" ->> 'marital_status' AS "marital_status",
    r."data" ->> 'employment_status' AS "employment_status",
    r."data" ->> 'employment_type' AS "employment_type",
    r."data" ->> 'avatar' AS "avatar",
    r."data" ->> 'work_location_id' AS "work_location_id",
    r."data" ->> 'legal_entity_id' AS "legal_entity_id",
    r."data" ->> 'manager_id' AS "manager_id",
    r."data" #>> '{home_address,city}' AS "home_address_city",
    r."data" #>> '{home_address,country}' AS "home_address_country",
    r."data" #>> '{home_address,raw}' AS "home_address_raw",
    r."data" #>> '{home_address,state}' AS "home_address_state",
    r."data" #>> '{home_address,street_1}' AS "home_address_street_1",
    r."data" #>> '{home_address,street_2}' AS "home_address_street_2",
    r."data" #>> '{home_address,zip_code}' AS "home_address_zip_code",
    r."data" #>> '{manager,first_name}' AS "manager_first_name",
    r."data" #>> '{manager,last_name}' AS "manager_last_name",
    r."data" #>> '{manager,display_full_name}' AS "manager_display_full_name",
    r."data" #>> '{manager,employee_number}' AS "manager_employee_number",
    r."data" #>> '{manager,work_email}' AS "manager_work_email",
    r."data" #>> '{manager,remote_id}' AS "manager_remote_id",
    r."data" #>> '{manager,employment_status}' AS "manager_employment_status",
    r."data" #>> '{legal_entity,remote_id}' AS "legal_entity_remote_id",
    r."data" #>> '{legal_entity,name}' AS "legal_entity_name",
    r."data" #>> '{work_location,remote_id}' AS "work_location_remote_id",
    r."data" #>> '{work_location,name}' AS "work_location_name",
    r."data" #>> '{work_location,type}' AS "work_location_type",
    r."data" #>> '{legal_entity,address,city}' AS "legal_entity_address_city",
    r."data" #>> '{legal_entity,address,country}' AS "legal_entity_address_country",
    r."data" #>> '{legal_entity,address,raw}' AS "legal_entity_address_raw",
    r."data" #>> '{legal_entity,address,state}' AS "legal_entity_address_state",
    r."data" #>> '{legal_entity,address,street_1}' AS "legal_entity_address_street_1",
    r."data" #>> '{legal_entity,address,street_2}' AS "legal_entity_address_street_2",
    r."data" #>> '{legal_entity,address,zip_code}' AS "legal_entity_address_zip_code",
    r."data" #>> '{work_location,address,city}' AS "work_location_address_city",
    r."data" #>> '{work_location,address,country}' AS "work_location_address_country",
    r."data" #>> '{work_location,address,raw}' AS "work_location_address_raw",
    r."data" #>> '{work_location,address,state}' AS "work_location_address_state",
    r."data" #>> '{work_location,address,street_1}' AS "work_location_address_street_1",
    r."data" #>> '{work_location,address,street_2}' AS "work_location_address_street_2",
    r."data" #>> '{work_location,address,zip_code}' AS "work_location_address_zip_code",
    "mirror"."to_number"(r."data" -> 'weekly_hours') AS "weekly_hours",
    "mirror"."to_time"(r."data" -> 'date_of_birth') AS "date_of_birth",
    "mirror"."to_time"(r."data" -> 'start_date') AS "start_date",
    "mirror"."to_time"(r."data" -> 'termination_date') AS "termination_date",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" #> '{manager,termination_date}') AS "manager_termination_date",
    "mirror"."to_time"(r."data" #> '{work_location,changed_at}') AS "work_location_changed_at",
    "mirror"."to_time"(r."data" #> '{work_location,remote_deleted_at}') AS "work_location_remote_deleted_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_employees' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_employees_bank_accounts" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'iban' AS "iban",
    e."data" ->> 'bic' AS "bic",
    e."data" ->> 'account_number' AS "account_number",
    e."data" ->> 'holder_name' AS "holder_name",
    e."data" ->> 'bank_name' AS "bank_name",
    e."data" #>> '{domestic_bank_routing,number}' AS "domestic_bank_routing_number",
    e."data" #>> '{domestic_bank_routing,type}' AS "domestic_bank_routing_type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'bank_accounts')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_employees' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_employees_employments" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'employee_id' AS "employee_id",
    e."data" ->> 'job_title' AS "job_title",
    e."data" ->> 'pay_period' AS "pay_period",
    e."data" ->> 'pay_frequency' AS "pay_frequency",
    e."data" ->> 'employment_type' AS "employment_type",
    e."data" ->> 'pay_currency' AS "pay_currency",
    "mirror"."to_number"(e."data" -> 'pay_rate') AS "pay_rate",
    "mirror"."to_time"(e."data" -> 'effective_date') AS "effective_date",
    "mirror"."to_time"(e."data" -> 'changed_at') AS "changed_at",
    "mirror"."to_time"(e."data" -> 'remote_deleted_at') AS "remote_deleted_at",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'employments')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_employees' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_employees_time_off_balances" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'employee_id' AS "employee_id",
    e."data" ->> 'type_id' AS "type_id",
    e."data" ->> 'balance_unit' AS "balance_unit",
    e."data" ->> 'used_unit' AS "used_unit",
    "mirror"."to_number"(e."data" -> 'balance') AS "balance",
    "mirror"."to_number"(e."data" -> 'used') AS "used",
    "mirror"."to_time"(e."data" -> 'changed_at') AS "changed_at",
    "mirror"."to_time"(e."data" -> 'remote_deleted_at') AS "remote_deleted_at",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'time_off_balances')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_employees' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_employees_groups" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'name' AS "name",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'groups')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_employees' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_employees_teams" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'name' AS "name",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'teams')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_employees' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_employee_document_categories" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_employee_document_categories' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_teams" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."data" ->> 'type' AS "type",
    r."data" ->> 'parent_id' AS "parent_id",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_teams' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_employments" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'employee_id' AS "employee_id",
    r."data" ->> 'job_title' AS "job_title",
    r."data" ->> 'pay_period' AS "pay_period",
    r."data" ->> 'pay_frequency' AS "pay_frequency",
    r."data" ->> 'employment_type' AS "employment_type",
    r."data" ->> 'pay_currency' AS "pay_currency",
    "mirror"."to_number"(r."data" -> 'pay_rate') AS "pay_rate",
    "mirror"."to_time"(r."data" -> 'effective_date') AS "effective_date",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_employments' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_locations" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."data" ->> 'type' AS "type",
    r."data" #>> '{address,city}' AS "address_city",
    r."data" #>> '{address,country}' AS "address_country",
    r."data" #>> '{address,raw}' AS "address_raw",
    r."data" #>> '{address,state}' AS "address_state",
    r."data" #>> '{address,street_1}' AS "address_street_1",
    r."data" #>> '{address,street_2}' AS "address_street_2",
    r."data" #>> '{address,zip_code}' AS "address_zip_code",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_locations' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_absence_types" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."data" ->> 'unit' AS "unit",
    "mirror"."to_boolean"(r."data" -> 'half_days_supported') AS "half_days_supported",
    "mirror"."to_boolean"(r."data" -> 'exact_times_supported') AS "exact_times_supported",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_absence_types' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_time_off_balances" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'employee_id' AS "employee_id",
    r."data" ->> 'type_id' AS "type_id",
    r."data" ->> 'balance_unit' AS "balance_unit",
    r."data" ->> 'used_unit' AS "used_unit",
    r."data" #>> '{type,remote_id}' AS "type_remote_id",
    r."data" #>> '{type,name}' AS "type_name",
    r."data" #>> '{type,unit}' AS "type_unit",
    "mirror"."to_number"(r."data" -> 'balance') AS "balance",
    "mirror"."to_number"(r."data" -> 'used') AS "used",
    "mirror"."to_boolean"(r."data" #> '{type,half_days_supported}') AS "type_half_days_supported",
    "mirror"."to_boolean"(r."data" #> '{type,exact_times_supported}') AS "type_exact_times_supported",
    "mirror"."to_time"(r."data" #> '{type,changed_at}') AS "type_changed_at",
    "mirror"."to_time"(r."data" #> '{type,remote_deleted_at}') AS "type_remote_deleted_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_time_off_balances' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_absences" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'employee_id' AS "employee_id",
    r."data" ->> 'approver_id' AS "approver_id",
    r."data" ->> 'start_time' AS "start_time",
    r."data" ->> 'end_time' AS "end_time",
    r."data" ->> 'unit' AS "unit",
    r."data" ->> 'status' AS "status",
    r."data" ->> 'employee_note' AS "employee_note",
    r."data" ->> 'type_id' AS "type_id",
    r."data" #>> '{type,remote_id}' AS "type_remote_id",
    r."data" #>> '{type,name}' AS "type_name",
    r."data" #>> '{type,unit}' AS "type_unit",
    "mirror"."to_number"(r."data" -> 'amount') AS "amount",
    "mirror"."to_boolean"(r."data" -> 'start_half_day') AS "start_half_day",
    "mirror"."to_boolean"(r."data" -> 'end_half_day') AS "end_half_day",
    "mirror"."to_boolean"(r."data" #> '{type,half_days_supported}') AS "type_half_days_supported",
    "mirror"."to_boolean"(r."data" #> '{type,exact_times_supported}') AS "type_exact_times_supported",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    "mirror"."to_time"(r."data" #> '{type,changed_at}') AS "type_changed_at",
    "mirror"."to_time"(r."data" #> '{type,remote_deleted_at}') AS "type_remote_deleted_at",
    "mirror"."to_date"(r."data" -> 'start_date') AS "start_date",
    "mirror"."to_date"(r."data" -> 'end_date') AS "end_date",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_absences' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_legal_entities" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."data" #>> '{address,city}' AS "address_city",
    r."data" #>> '{address,country}' AS "address_country",
    r."data" #>> '{address,raw}' AS "address_raw",
    r."data" #>> '{address,state}' AS "address_state",
    r."data" #>> '{address,street_1}' AS "address_street_1",
    r."data" #>> '{address,street_2}' AS "address_street_2",
    r."data" #>> '{address,zip_code}' AS "address_zip_code",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_legal_entities' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_timesheets" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'employee_id' AS "employee_id",
    r."data" ->> 'timezone' AS "timezone",
    r."data" ->> 'approval_status' AS "approval_status",
    r."data" ->> 'comment' AS "comment",
    "mirror"."to_number"(r."data" -> 'payable_hours') AS "payable_hours",
    "mirror"."to_number"(r."data" -> 'unpaid_break_minutes') AS "unpaid_break_minutes",
    "mirror"."to_time"(r."data" -> 'started_at') AS "started_at",
    "mirror"."to_time"(r."data" -> 'ended_at') AS "ended_at",
    "mirror"."to_time"(r."data" -> 'approved_at') AS "approved_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_timesheets' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_timesheets_breaks" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    "mirror"."to_boolean"(e."data" -> 'paid') AS "paid",
    "mirror"."to_time"(e."data" -> 'ended_at') AS "ended_at",
    "mirror"."to_time"(e."data" -> 'started_at') AS "started_at",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'breaks')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_timesheets' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_performance_review_cycles" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    "mirror"."to_time"(r."data" -> 'review_period_start_date') AS "review_period_start_date",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_performance_review_cycles' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_performance_reviews" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'type' AS "type",
    r."data" ->> 'summary_comment' AS "summary_comment",
    r."data" #>> '{reviewee,id}' AS "reviewee_id",
    r."data" #>> '{reviewee,remote_id}' AS "reviewee_remote_id",
    r."data" #>> '{reviewee,first_name}' AS "reviewee_first_name",
    r."data" #>> '{reviewee,last_name}' AS "reviewee_last_name",
    r."data" #>> '{reviewee,display_full_name}' AS "reviewee_display_full_name",
    r."data" #>> '{reviewee,work_email}' AS "reviewee_work_email",
    r."data" #>> '{reviewer,id}' AS "reviewer_id",
    r."data" #>> '{reviewer,remote_id}' AS "reviewer_remote_id",
    r."data" #>> '{reviewer,first_name}' AS "reviewer_first_name",
    r."data" #>> '{reviewer,last_name}' AS "reviewer_last_name",
    r."data" #>> '{reviewer,display_full_name}' AS "reviewer_display_full_name",
    r."data" #>> '{reviewer,work_email}' AS "reviewer_work_email",
    r."data" #>> '{review_cycle,id}' AS "review_cycle_id",
    r."data" #>> '{review_cycle,remote_id}' AS "review_cycle_remote_id",
    r."data" #>> '{review_cycle,name}' AS "review_cycle_name",
    "mirror"."to_time"(r."data" #> '{reviewee,remote_deleted_at}') AS "reviewee_remote_deleted_at",
    "mirror"."to_time"(r."data" #> '{reviewer,remote_deleted_at}') AS "reviewer_remote_deleted_at",
    "mirror"."to_time"(r."data" #> '{review_cycle,review_period_start_date}') AS "review_cycle_review_period_start_date",
    "mirror"."to_time"(r."data" #> '{review_cycle,changed_at}') AS "review_cycle_changed_at",
    "mirror"."to_time"(r."data" #> '{review_cycle,remote_deleted_at}') AS "review_cycle_remote_deleted_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_performance_reviews' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_staffing_entities" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."data" ->> 'model_type' AS "model_type",
    r."data" ->> 'description' AS "description",
    r."data" ->> 'status' AS "status",
    r."data" ->> 'parent_id' AS "parent_id",
    r."data" ->> 'remote_url' AS "remote_url",
    "mirror"."to_number"(r."data" -> 'number_of_openings') AS "number_of_openings",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'hris_staffing_entities' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_staffing_entities_employment_types" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_label' AS "remote_label",
    e."data" ->> 'unified_type' AS "unified_type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'employment_types')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_staffing_entities' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_staffing_entities_locations" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'name' AS "name",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'locations')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_staffing_entities' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_staffing_entities_legal_entities" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'name' AS "name",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'legal_entities')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_staffing_entities' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."hris_staffing_entities_groups" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'name' AS "name",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'groups')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'hris_staffing_entities' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_applications" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'outcome' AS "outcome",
    r."data" ->> 'rejection_reason_name' AS "rejection_reason_name",
    r."data" ->> 'current_stage_id' AS "current_stage_id",
    r."data" ->> 'job_id' AS "job_id",
    r."data" ->> 'candidate_id' AS "candidate_id",
    r."data" ->> 'remote_url' AS "remote_url",
    r."data" #>> '{candidate,remote_id}' AS "candidate_remote_id",
    r."data" #>> '{candidate,first_name}' AS "candidate_first_name",
    r."data" #>> '{candidate,last_name}' AS "candidate_last_name",
    r."data" #>> '{candidate,source}' AS "candidate_source",
    r."data" #>> '{candidate,remote_url}' AS "candidate_remote_url",
    r."data" #>> '{current_stage,remote_id}' AS "current_stage_remote_id",
    r."data" #>> '{current_stage,name}' AS "current_stage_name",
    r."data" #>> '{job,remote_id}' AS "job_remote_id",
    r."data" #>> '{job,name}' AS "job_name",
    "mirror"."to_number"(r."data" #> '{current_stage,index}') AS "current_stage_index",
    "mirror"."to_time"(r."data" -> 'rejected_at') AS "rejected_at",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_applications' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_applications_candidate_email_addresses" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'email_address' AS "email_address",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" #> '{candidate,email_addresses}')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_applications' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_applications_candidate_phone_numbers" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'phone_number' AS "phone_number",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" #> '{candidate,phone_numbers}')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_applications' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_applications_candidate_social_media" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'link' AS "link",
    e."data" ->> 'type' AS "type",
    e."data" ->> 'username' AS "username",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" #> '{candidate,social_media}')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_applications' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_applications_candidate_tags" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'name' AS "name",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" #> '{candidate,tags}')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_applications' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_applications_interviews" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'title' AS "title",
    e."data" #>> '{location,city}' AS "location_city",
    e."data" #>> '{location,country}' AS "location_country",
    e."data" #>> '{location,raw}' AS "location_raw",
    e."data" #>> '{location,state}' AS "location_state",
    e."data" #>> '{location,street_1}' AS "location_street_1",
    e."data" #>> '{location,street_2}' AS "location_street_2",
    e."data" #>> '{location,zip_code}' AS "location_zip_code",
    "mirror"."to_boolean"(e."data" -> 'canceled') AS "canceled",
    "mirror"."to_time"(e."data" -> 'starting_at') AS "starting_at",
    "mirror"."to_time"(e."data" -> 'ending_at') AS "ending_at",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'interviews')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_applications' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_applications_offers" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'status' AS "status",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'offers')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_applications' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_candidates" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'first_name' AS "first_name",
    r."data" ->> 'last_name' AS "last_name",
    r."data" ->> 'company' AS "company",
    r."data" ->> 'title' AS "title",
    r."data" ->> 'source' AS "source",
    r."data" ->> 'remote_url' AS "remote_url",
    r."data" #>> '{location,city}' AS "location_city",
    r."data" #>> '{location,country}' AS "location_country",
    r."data" #>> '{location,raw}' AS "location_raw",
    r."data" #>> '{location,state}' AS "location_state",
    r."data" #>> '{location,street_1}' AS "location_street_1",
    r."data" #>> '{location,street_2}' AS "location_street_2",
    r."data" #>> '{location,zip_code}' AS "location_zip_code",
    "mirror"."to_boolean"(r."data" -> 'confidential') AS "confidential",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_candidates' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_candidates_phone_numbers" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'phone_number' AS "phone_number",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'phone_numbers')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_candidates' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_candidates_email_addresses" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'email_address' AS "email_address",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'email_addresses')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_candidates' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_candidates_social_media" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'link' AS "link",
    e."data" ->> 'type' AS "type",
    e."data" ->> 'username' AS "username",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'social_media')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_candidates' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_candidates_applications" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'outcome' AS "outcome",
    e."data" ->> 'rejection_reason_name' AS "rejection_reason_name",
    e."data" ->> 'remote_url' AS "remote_url",
    e."data" #>> '{current_stage,id}' AS "current_stage_id",
    e."data" #>> '{current_stage,name}' AS "current_stage_name",
    e."data" #>> '{current_stage,remote_id}' AS "current_stage_remote_id",
    e."data" #>> '{job,id}' AS "job_id",
    e."data" #>> '{job,name}' AS "job_name",
    e."data" #>> '{job,remote_id}' AS "job_remote_id",
    "mirror"."to_number"(e."data" #> '{current_stage,index}') AS "current_stage_index",
    "mirror"."to_time"(e."data" -> 'rejected_at') AS "rejected_at",
    "mirror"."to_time"(e."data" -> 'changed_at') AS "changed_at",
    "mirror"."to_time"(e."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(e."data" -> 'remote_updated_at') AS "remote_updated_at",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'applications')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_candidates' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_candidates_tags" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'name' AS "name",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'tags')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_candidates' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_tags" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_tags' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_application_stages" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_application_stages' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_jobs" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."data" ->> 'job_code' AS "job_code",
    r."data" ->> 'description' AS "description",
    r."data" ->> 'employment_type' AS "employment_type",
    r."data" ->> 'status' AS "status",
    r."data" ->> 'visibility' AS "visibility",
    r."data" ->> 'category' AS "category",
    r."data" ->> 'department' AS "department",
    r."data" ->> 'post_url' AS "post_url",
    r."data" ->> 'experience_level' AS "experience_level",
    r."data" ->> 'remote_work_status' AS "remote_work_status",
    r."data" ->> 'salary_currency' AS "salary_currency",
    r."data" ->> 'salary_period' AS "salary_period",
    r."data" ->> 'remote_url' AS "remote_url",
    r."data" ->> 'contact_id' AS "contact_id",
    r."data" #>> '{location,city}' AS "location_city",
    r."data" #>> '{location,country}' AS "location_country",
    r."data" #>> '{location,raw}' AS "location_raw",
    r."data" #>> '{location,state}' AS "location_state",
    r."data" #>> '{location,street_1}' AS "location_street_1",
    r."data" #>> '{location,street_2}' AS "location_street_2",
    r."data" #>> '{location,zip_code}' AS "location_zip_code",
    "mirror"."to_number"(r."data" -> 'weekly_hours') AS "weekly_hours",
    "mirror"."to_number"(r."data" -> 'salary_amount') AS "salary_amount",
    "mirror"."to_number"(r."data" -> 'salary_amount_from') AS "salary_amount_from",
    "mirror"."to_number"(r."data" -> 'salary_amount_to') AS "salary_amount_to",
    "mirror"."to_boolean"(r."data" -> 'confidential') AS "confidential",
    "mirror"."to_time"(r."data" -> 'opened_at') AS "opened_at",
    "mirror"."to_time"(r."data" -> 'closed_at') AS "closed_at",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_jobs' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_jobs_stages" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'name' AS "name",
    "mirror"."to_number"(e."data" -> 'index') AS "index",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'stages')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_jobs' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_jobs_screening_questions" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'title' AS "title",
    e."data" ->> 'description' AS "description",
    e."data" ->> 'category' AS "category",
    e."data" ->> 'precondition_question_id' AS "precondition_question_id",
    "mirror"."to_number"(e."data" -> 'index') AS "index",
    "mirror"."to_boolean"(e."data" -> 'required') AS "required",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'screening_questions')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_jobs' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_jobs_job_postings" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'title' AS "title",
    e."data" ->> 'description_html' AS "description_html",
    e."data" ->> 'status' AS "status",
    e."data" ->> 'visibility' AS "visibility",
    e."data" ->> 'url' AS "url",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'job_postings')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_jobs' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_jobs_hiring_team" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'first_name' AS "first_name",
    e."data" ->> 'last_name' AS "last_name",
    e."data" ->> 'email' AS "email",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'hiring_team')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_jobs' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_users" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'first_name' AS "first_name",
    r."data" ->> 'last_name' AS "last_name",
    r."data" ->> 'email' AS "email",
    r."data" ->> 'status' AS "status",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_users' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_users_system_roles" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'remote_label' AS "remote_label",
    e."data" ->> 'scope' AS "scope",
    e."data" ->> 'unified_type' AS "unified_type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'system_roles')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_users' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_roles" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'remote_label' AS "remote_label",
    r."data" ->> 'scope' AS "scope",
    r."data" ->> 'unified_type' AS "unified_type",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_roles' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_offers" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'status' AS "status",
    r."data" ->> 'application_id' AS "application_id",
    r."data" #>> '{application,candidate,id}' AS "application_candidate_id",
    r."data" #>> '{application,candidate,remote_id}' AS "application_candidate_remote_id",
    r."data" #>> '{application,candidate,first_name}' AS "application_candidate_first_name",
    r."data" #>> '{application,candidate,last_name}' AS "application_candidate_last_name",
    r."data" #>> '{application,job,id}' AS "application_job_id",
    r."data" #>> '{application,job,remote_id}' AS "application_job_remote_id",
    r."data" #>> '{application,job,name}' AS "application_job_name",
    "mirror"."to_time"(r."data" -> 'employment_start_date') AS "employment_start_date",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_offers' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_offers_application_candidate_email_addresses" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'email_address' AS "email_address",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" #> '{application,candidate,email_addresses}')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_offers' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_rejection_reasons" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_rejection_reasons' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_interviews" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'title' AS "title",
    r."data" ->> 'video_conferencing_url' AS "video_conferencing_url",
    r."data" ->> 'application_id' AS "application_id",
    r."data" ->> 'stage_id' AS "stage_id",
    r."data" #>> '{location,city}' AS "location_city",
    r."data" #>> '{location,country}' AS "location_country",
    r."data" #>> '{location,raw}' AS "location_raw",
    r."data" #>> '{location,state}' AS "location_state",
    r."data" #>> '{location,street_1}' AS "location_street_1",
    r."data" #>> '{location,street_2}' AS "location_street_2",
    r."data" #>> '{location,zip_code}' AS "location_zip_code",
    r."data" #>> '{application,remote_id}' AS "application_remote_id",
    r."data" #>> '{application,outcome}' AS "application_outcome",
    r."data" #>> '{application,rejection_reason_name}' AS "application_rejection_reason_name",
    r."data" #>> '{application,candidate,id}' AS "application_candidate_id",
    r."data" #>> '{application,candidate,remote_id}' AS "application_candidate_remote_id",
    r."data" #>> '{application,candidate,first_name}' AS "application_candidate_first_name",
    r."data" #>> '{application,candidate,last_name}' AS "application_candidate_last_name",
    r."data" #>> '{application,job,id}' AS "application_job_id",
    r."data" #>> '{application,job,remote_id}' AS "application_job_remote_id",
    r."data" #>> '{application,job,name}' AS "application_job_name",
    "mirror"."to_boolean"(r."data" -> 'canceled') AS "canceled",
    "mirror"."to_time"(r."data" -> 'starting_at') AS "starting_at",
    "mirror"."to_time"(r."data" -> 'ending_at') AS "ending_at",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_interviews' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_interviews_users" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'first_name' AS "first_name",
    e."data" ->> 'last_name' AS "last_name",
    e."data" ->> 'email' AS "email",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'users')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_interviews' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_interviews_application_candidate_email_addresses" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'email_address' AS "email_address",
    e."data" ->> 'type' AS "type",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" #> '{application,candidate,email_addresses}')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'ats_interviews' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."ats_notes" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'candidate_id' AS "candidate_id",
    r."data" ->> 'application_id' AS "application_id",
    r."data" ->> 'author_id' AS "author_id",
    r."data" ->> 'title' AS "title",
    r."data" ->> 'content_html' AS "content_html",
    r."data" #>> '{author,remote_id}' AS "author_remote_id",
    r."data" #>> '{author,first_name}' AS "author_first_name",
    r."data" #>> '{author,last_name}' AS "author_last_name",
    r."data" #>> '{author,email}' AS "author_email",
    "mirror"."to_boolean"(r."data" -> 'is_private') AS "is_private",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(r."data" -> 'remote_updated_at') AS "remote_updated_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'ats_notes' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."lms_users" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'first_name' AS "first_name",
    r."data" ->> 'last_name' AS "last_name",
    r."data" ->> 'work_email' AS "work_email",
    r."data" ->> 'status' AS "status",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'lms_users' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."lms_course_progressions" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'user_id' AS "user_id",
    r."data" ->> 'course_revision_id' AS "course_revision_id",
    r."data" ->> 'status' AS "status",
    r."data" #>> '{user,remote_id}' AS "user_remote_id",
    r."data" #>> '{user,first_name}' AS "user_first_name",
    r."data" #>> '{user,last_name}' AS "user_last_name",
    r."data" #>> '{user,work_email}' AS "user_work_email",
    r."data" #>> '{course_revision,remote_id}' AS "course_revision_remote_id",
    r."data" #>> '{course_revision,title}' AS "course_revision_title",
    r."data" #>> '{course_revision,course,id}' AS "course_revision_course_id",
    r."data" #>> '{course_revision,course,remote_id}' AS "course_revision_course_remote_id",
    "mirror"."to_time"(r."data" -> 'enrolled_at') AS "enrolled_at",
    "mirror"."to_time"(r."data" -> 'completed_at') AS "completed_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'lms_course_progressions' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."lms_courses" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'provider_id' AS "provider_id",
    r."data" ->> 'origin_id' AS "origin_id",
    r."data" #>> '{provider,remote_id}' AS "provider_remote_id",
    r."data" #>> '{provider,name}' AS "provider_name",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'lms_courses' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."lms_courses_revisions" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
    e."data" ->> 'remote_id' AS "remote_id",
    e."data" ->> 'course_id' AS "course_id",
    e."data" ->> 'title' AS "title",
    e."data" ->> 'description' AS "description",
    e."data" ->> 'remote_url' AS "remote_url",
    e."data" ->> 'status' AS "status",
    "mirror"."to_time"(e."data" -> 'remote_created_at') AS "remote_created_at",
    "mirror"."to_time"(e."data" -> 'remote_deleted_at') AS "remote_deleted_at",
    "mirror"."to_time"(e."data" -> 'changed_at') AS "changed_at",
    e."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(r."data" -> 'revisions')) WITH ORDINALITY AS e("data", "position")
WHERE r."model" = 'lms_courses' AND r."deleted_at" IS NULL;

CREATE VIEW "mirror"."lms_skills" AS
SELECT r."integration_id", i."kombo_integration_id", i."organization_name", r."kombo_id", r."remote_id",
    r."data" ->> 'name' AS "name",
    "mirror"."to_time"(r."data" -> 'remote_created_at') AS "remote_created_at",
    r."changed_at", r."fetched_at", r."data"
FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"
WHERE r."model" = 'lms_skills' AND r."deleted_at" IS NULL;

-- Views read with the rights of whoever asks, where the server can (PostgreSQL 15): they open nothing that the tables close.
DO $$
DECLARE
    "name" text;
BEGIN
    IF current_setting('server_version_num')::integer >= 150000 THEN
        FOR "name" IN SELECT table_name FROM information_schema.views WHERE table_schema = 'mirror' LOOP
            EXECUTE format('ALTER VIEW "mirror".%I SET (security_invoker = true)', "name");
        END LOOP;
    END IF;
END
$$;
