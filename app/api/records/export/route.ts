import { sightOf } from "@/lib/auth/sight";
import { exportFormatSchema } from "@/lib/http/export";
import { listExportColumns, toExportedLine } from "@/lib/mirror/exported-record";
import { listRecordsToExport } from "@/lib/mirror/record-rows";
import { recordFiltersSchema } from "@/lib/mirror/schema";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { exportList } from "@/lib/server/export-list";

export const maxDuration = 300;

/** What the list shows to whoever asks, as a file. */
export const GET = door("GET /api/records/export", {
  query: recordFiltersSchema.extend({ format: exportFormatSchema }),
  handle({ query: { format, cursor: start, ...filters }, actor }) {
    const deps = commandDeps();
    const sight = sightOf(actor);
    return exportList(deps, {
      actor,
      name: "records",
      format,
      filters,
      cursor: start,
      columns: listExportColumns(filters.model),
      async readPage(cursor) {
        const page = await listRecordsToExport(deps.pool, { filters: { ...filters, cursor }, sight });
        return { rows: page.rows.map(toExportedLine), next: page.next };
      },
    });
  },
});
