-- When somebody was shut out, and when they last came in.
ALTER TABLE "users" ADD COLUMN "disabled_at" TIMESTAMPTZ(3),
    ADD COLUMN "last_sign_in_at" TIMESTAMPTZ(3);

-- The one open link of a person: an invitation or a new password. Of the token only its hash is kept.
CREATE TABLE "person_links" (
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_links_pkey" PRIMARY KEY ("user_id")
);

-- Every attempt to sign in, for 90 days.
CREATE TABLE "sign_in_attempts" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" TEXT,
    "outcome" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);

-- Wrong attempts of an e-mail or an address, and how long it is locked.
CREATE TABLE "sign_in_locks" (
    "key" TEXT NOT NULL,
    "failed_at" TIMESTAMPTZ(3)[],
    "locked_until" TIMESTAMPTZ(3),
    "locks" INTEGER NOT NULL DEFAULT 0,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_locks_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_links_token_hash_key" ON "person_links"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_attempts_user_id_id_idx" ON "sign_in_attempts"("user_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sign_in_locks_touched_at_idx" ON "sign_in_locks"("touched_at");

-- AddForeignKey
ALTER TABLE "person_links" ADD CONSTRAINT "person_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_attempts" ADD CONSTRAINT "sign_in_attempts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- What follows is beyond Prisma's language.

ALTER TABLE "person_links"
    ADD CONSTRAINT "person_links_kind_check" CHECK ("kind" IN ('invite', 'reset'));

ALTER TABLE "sign_in_attempts"
    ADD CONSTRAINT "sign_in_attempts_outcome_check"
        CHECK ("outcome" IN ('ok', 'wrong_password', 'locked', 'disabled', 'unknown', 'refused')),
    ADD CONSTRAINT "sign_in_attempts_method_check" CHECK ("method" IN ('password', 'link', 'oidc'));
