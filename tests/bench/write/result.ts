import { z } from "zod";

import { contenderNames } from "./contenders";
import { scenarioNames } from "./scenarios";

const figures = z.object({
  recordsPerSecond: z.number(),
  walBytes: z.number(),
  rowsUpdated: z.number(),
  peakRssBytes: z.number(),
});
export type Figures = z.infer<typeof figures>;

/** What `--json FILE` holds: medians of the rounds, of memory the most. */
export const writeResult = z.object({
  write: z.partialRecord(z.enum(scenarioNames), z.partialRecord(z.enum(contenderNames), figures)),
});
export type WriteResult = z.infer<typeof writeResult>;
