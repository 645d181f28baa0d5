/** How a part of an export ends: without this line it was cut off. `next` goes on where it stopped; null: it is complete. */
export type ExportEnd = { readonly rows: number; readonly next: string | null };

/** In a CSV the line stands behind this sign, which no row of ours begins with. */
const csvEndSign = "#";

export function writeExportEnd(format: "csv" | "ndjson", end: ExportEnd): string {
  return `${format === "csv" ? csvEndSign : ""}${JSON.stringify({ export: end })}`;
}

/** The end of a part, read from its last line; null where the line is something else. */
export function readExportEnd(line: string): ExportEnd | null {
  const parsed = parseJson(line.startsWith(csvEndSign) ? line.slice(1) : line);
  const end: unknown = typeof parsed === "object" && parsed !== null && "export" in parsed ? parsed.export : null;
  if (typeof end !== "object" || end === null || !("rows" in end && "next" in end)) return null;
  const { rows, next } = end;
  return typeof rows === "number" && (typeof next === "string" || next === null) ? { rows, next } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
