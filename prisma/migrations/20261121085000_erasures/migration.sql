CREATE TABLE "erasures" (
    "integration_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "kombo_id" TEXT NOT NULL,
    "remote_id" TEXT,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("integration_id", "model", "kombo_id")
);
