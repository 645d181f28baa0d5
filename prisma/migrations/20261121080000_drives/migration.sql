-- CreateTable
CREATE TABLE "drives" (
    "name" TEXT NOT NULL,
    "token" UUID NOT NULL,
    "wakes_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drives_pkey" PRIMARY KEY ("name")
);
