import { z } from "zod";

/** How a part of an export ends: without this line it was cut off. `next` goes on where it stopped; null: it is complete. */
const exportEndSchema = z.object({
  export: z.object({ rows: z.number(), next: z.string().nullable() }),
});
export type ExportEnd = z.infer<typeof exportEndSchema>["export"];

/** In a CSV the line stands behind this sign, which no row of ours begins with. */
const csvEndSign = "#";

export function writeExportEnd(format: "csv" | "ndjson", end: ExportEnd): string {
  return `${format === "csv" ? csvEndSign : ""}${JSON.stringify({ export: end })}`;
}

/** The end of a part, read from its last line; null where the line is something else. */
export function readExportEnd(line: string): ExportEnd | null {
  const parsed = exportEndSchema.safeParse(parseJson(line.startsWith(csvEndSign) ? line.slice(1) : line));
  return parsed.success ? parsed.data.export : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
