import { z } from "zod";

/** Who names a record, by relation, in the order of the catalog. */
export const relatedCountsSchema = z.object({
  rows: z.array(
    z.object({
      model: z.string(),
      path: z.string(),
      label: z.string(),
      /** Live ones; counted no further than `relatedCountMax`. */
      records: z.number(),
    }),
  ),
});
export type RelatedCounts = z.infer<typeof relatedCountsSchema>;
