import { expect, test } from "vitest";

import { storableTime } from "@/lib/storable-time";

test.each([
  ["2026-01-01T00:00:00Z", true],
  ["2026-01-01T00:00:00.123+05:45", true],
  ["2026-01-01T00:00:00-12:00", true],
  ["2026-01-01T00:00:00+15:59", true],
  ["2026-01-01T00:00:00+16:00", false],
  ["2026-01-01T00:00:00+23:59", false],
  ["2026-01-01T00:00:00-19:00", false],
  ["0000-12-31T23:59:59Z", false],
  ["0001-01-01T00:00:00+01:00", false],
  ["2026-01-01", false],
])("%s is a time PostgreSQL can hold: %s", (text, isStorable) => {
  expect(storableTime.safeParse(text).success).toBe(isStorable);
});
