ALTER TABLE "records" ADD COLUMN "copies" TEXT[];

-- Partial, so that records without such copies cost nothing; Prisma does not see it.
CREATE INDEX "records_copies_idx" ON "records" USING GIN ("copies") WHERE "copies" IS NOT NULL;

CREATE TABLE "stale_copies" (
    "integration_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "kombo_id" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stale_copies_pkey" PRIMARY KEY ("integration_id", "endpoint", "kombo_id")
);
