-- The text a record came as, so that the same text need not be read again; worthless once content_hash is another one.
-- Rows that are there already get theirs when they change.
ALTER TABLE "records" ADD COLUMN "text_hash" TEXT;
