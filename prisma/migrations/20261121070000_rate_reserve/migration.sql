-- I13: the last fifth of Kombo's rate window is kept for deltas; until then nobody with this key goes on with a full fetch.
ALTER TABLE "kombo_keys" ADD COLUMN "deltas_only_until" TIMESTAMPTZ(3);
