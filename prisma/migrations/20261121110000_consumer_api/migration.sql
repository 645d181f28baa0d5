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
