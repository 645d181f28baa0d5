import { z } from "zod";

const earliest = Date.parse("0001-01-01T00:00:00.000Z");

/** PostgreSQL has no year 0, as ISO 8601 does, and an offset can lead there from the year after. */
export const storableTime = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= earliest, "is before the first year");
