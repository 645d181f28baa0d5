import { z } from "zod";

import { isoTime, pageOf } from "@/lib/http/page";

const erasureRowSchema = z.object({
  komboIntegrationId: z.string(),
  organizationName: z.string().nullable(),
  model: z.string(),
  modelLabel: z.string(),
  komboId: z.string(),
  erasedAt: isoTime,
  erasedBy: z.string(),
  reason: z.string(),
  /** It and what belonged to it; null where that was not counted yet when it was erased. */
  records: z.number().nullable(),
  /** Copies in other records, their history and event payloads are still to be emptied. */
  isOpen: z.boolean(),
});
export type ErasureRow = z.infer<typeof erasureRowSchema>;
export const erasurePageSchema = pageOf(erasureRowSchema);

export const erasureListSchema = z.object({ cursor: z.string().optional() });
export type ErasureList = z.output<typeof erasureListSchema>;
