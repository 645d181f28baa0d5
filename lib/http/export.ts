import "server-only";

import { stringify } from "csv-stringify";
import { Readable } from "node:stream";
import { z } from "zod";

export const exportFormatSchema = z.enum(["csv", "ndjson"]);

type Export = {
  readonly format: z.infer<typeof exportFormatSchema>;
  /** Of the file, without its extension. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<object>;
};

/** A file that is sent while it is read; it is never whole in memory. */
export function exportFile({ format, name, columns, rows }: Export): Response {
  const text = format === "csv" ? toCsv(rows, columns) : Readable.from(toLines(rows));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's web streams are the platform's, only their types differ
  return new Response(Readable.toWeb(text) as ReadableStream, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
      "content-disposition": `attachment; filename="${name}.${format}"`,
    },
  });
}

/** Objects are JSON; a cell that a spreadsheet would run as a formula is quoted as text. */
function toCsv(rows: AsyncIterable<object>, columns: readonly string[]): Readable {
  const csv = stringify({ header: true, columns: [...columns], escape_formulas: true, bom: true });
  return Readable.from(rows).pipe(csv);
}

async function* toLines(rows: AsyncIterable<object>): AsyncGenerator<Buffer> {
  for await (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}
