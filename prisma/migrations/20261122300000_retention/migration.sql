-- How long history is kept, one row a kind. `days`: null is for ever. `pruned_to`: what is older is removed already, where
-- the rows themselves do not tell. `due_at`: when it is looked at next; whoever prunes moves it first.
CREATE TABLE "retention" (
    "kind" TEXT NOT NULL,
    "days" INTEGER,
    "pruned_to" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "retention_pkey" PRIMARY KEY ("kind"),
    CONSTRAINT "retention_kind_check" CHECK ("kind" IN ('payloads', 'webhooks', 'run_pages', 'changes')),
    CONSTRAINT "retention_days_check" CHECK ("days" > 0)
);

INSERT INTO "retention" ("kind", "days") VALUES ('payloads', 30), ('webhooks', 90), ('run_pages', 30), ('changes', 365);

-- Served marks go with the webhooks of their age; new ones are always the last of it, the cheapest place of a btree.
CREATE INDEX "endpoint_marks_marked_at_idx" ON "endpoint_marks" ("marked_at");
