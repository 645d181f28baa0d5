import type { z } from "zod";

import type { recordCountsSchema } from "@/lib/mirror/schema";

type CountRow = z.infer<typeof recordCountsSchema>["rows"][number];

export type ModelCount = {
  readonly model: string;
  readonly label: string;
  readonly category: string;
  readonly live: number;
  readonly deleted: number;
};

/** What is mirrored, by model; of one integration, or of all. */
export function countByModel(rows: readonly CountRow[], komboIntegrationId: string | null): readonly ModelCount[] {
  const counts = new Map<string, ModelCount>();
  for (const row of rows) {
    if (komboIntegrationId !== null && row.komboIntegrationId !== komboIntegrationId) continue;
    const before = counts.get(row.model);
    counts.set(row.model, {
      model: row.model,
      label: row.modelLabel,
      category: row.category,
      live: row.live + (before?.live ?? 0),
      deleted: row.deleted + (before?.deleted ?? 0),
    });
  }
  return [...counts.values()].filter(({ live, deleted }) => live + deleted > 0);
}
