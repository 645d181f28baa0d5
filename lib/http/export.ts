import "server-only";

import { stringify } from "csv-stringify";
import { pipeline, Readable } from "node:stream";
import { z } from "zod";

export const exportFormatSchema = z.enum(["csv", "ndjson"]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

type Export = {
  readonly format: ExportFormat;
  /** Of the file, without its extension. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<object>;
  /** It follows another file of the same list: a second head would be a row. */
  readonly isContinued?: boolean;
  /** Asked for when the rows are out. */
  readonly lastLine?: () => string;
};

/** A file that is sent while it is read; it is never whole in memory. What fails on the way breaks the file off. */
export function exportFile({ format, name, columns, rows, isContinued = false, lastLine }: Export): Response {
  const text = format === "csv" ? toCsv(rows, { columns, isContinued }) : toLines(rows);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's web streams are the platform's, only their types differ
  return new Response(Readable.toWeb(Readable.from(endWith(text, lastLine))) as ReadableStream, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
      "content-disposition": `attachment; filename="${name}.${format}"`,
    },
  });
}

/** Objects are JSON; a cell that a spreadsheet would run as a formula is quoted as text. */
function toCsv(rows: AsyncIterable<object>, table: { columns: readonly string[]; isContinued: boolean }): Readable {
  const isFirst = !table.isContinued;
  const csv = stringify({ header: isFirst, columns: [...table.columns], escape_formulas: true, bom: isFirst });
  // Either end that breaks ends the other; whoever reads the text is told.
  return pipeline(Readable.from(rows), csv, () => undefined);
}

async function* toLines(rows: AsyncIterable<object>): AsyncGenerator<Buffer> {
  for await (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}

async function* endWith(text: AsyncIterable<Buffer>, lastLine?: () => string): AsyncGenerator<Buffer> {
  yield* text;
  if (lastLine) yield Buffer.from(`${lastLine()}\n`);
}
