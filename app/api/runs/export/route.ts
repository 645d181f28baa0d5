import { exportFormatSchema } from "@/lib/http/export";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { exportList } from "@/lib/server/export-list";
import { listRuns } from "@/lib/sync/run-rows";
import { runFiltersSchema, runRowSchema } from "@/lib/sync/schema";

export const maxDuration = 300;

const columns = Object.keys(runRowSchema.shape);
const exportedAtOnce = 500;

/** The list as a file. */
export const GET = door("GET /api/runs/export", {
  query: runFiltersSchema.extend({ format: exportFormatSchema }),
  handle({ query: { format, cursor: start, ...filters }, actor }) {
    const deps = commandDeps();
    return exportList(deps, {
      actor,
      name: "runs",
      format,
      filters,
      cursor: start,
      columns,
      readPage: (cursor) => listRuns(deps.pool, { ...filters, cursor }, exportedAtOnce),
    });
  },
});
