import { z } from "zod";

const earliest = Date.parse("0001-01-01T00:00:00.000Z");

const offsetBeyondAll = /[+-](1[6-9]|2\d):\d\d$/;

/**
 * PostgreSQL has no year 0, as ISO 8601 does, and an offset can lead there from the year after; nor has it offsets of 16
 * hours and more, which no place on earth has.
 */
export const storableTime = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= earliest, "is before the first year")
  .refine((text) => !offsetBeyondAll.test(text), "has an offset of 16 hours or more");
