import { expect, test } from "vitest";

import { decideErrorKind } from "@/lib/kombo/errors";

test.each([
  ["PLATFORM.RATE_LIMIT_EXCEEDED", 429, false, "rate_limited"],
  [null, 429, false, "rate_limited"],
  ["PLATFORM.AUTHENTICATION_INVALID", 401, false, "unauthorized"],
  ["INTEGRATION.AUTHENTICATION_INVALID", 401, false, "not_ready"],
  ["INTEGRATION.SETUP_SYNC_PENDING", 409, false, "not_ready"],
  ["INTEGRATION.SETUP_SYNC_PENDING", 503, false, "not_ready"],
  ["INTEGRATION.MODEL_NOT_AVAILABLE", 400, false, "model_unavailable"],
  ["PLATFORM.INTEGRATION_NOT_FOUND", 404, false, "gone"],
  ["PLATFORM.INPUT_INVALID", 400, true, "cursor_rejected"],
  ["PLATFORM.INPUT_INVALID", 400, false, "refused"],
  [null, 502, false, "transient"],
  ["SOME.CODE_OF_TOMORROW", 500, false, "transient"],
  ["SOME.CODE_OF_TOMORROW", 422, false, "refused"],
] as const)("code %s with status %d (cursor: %s) means %s", (code, status, hasCursor, kind) => {
  expect(decideErrorKind({ code, status, hasCursor })).toBe(kind);
});
