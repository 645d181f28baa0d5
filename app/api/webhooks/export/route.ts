import { exportFormatSchema } from "@/lib/http/export";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { exportList } from "@/lib/server/export-list";
import { listWebhooks } from "@/lib/webhooks/data";
import { webhookFiltersSchema, webhookRowSchema } from "@/lib/webhooks/schema";

export const maxDuration = 300;

const columns = Object.keys(webhookRowSchema.shape);
const exportedAtOnce = 500;

/** The list as a file, without payloads. */
export const GET = door("GET /api/webhooks/export", {
  query: webhookFiltersSchema.extend({ format: exportFormatSchema }),
  handle({ query: { format, cursor: start, ...filters }, actor }) {
    const deps = commandDeps();
    return exportList(deps, {
      actor,
      name: "webhooks",
      format,
      filters,
      cursor: start,
      columns,
      readPage: (cursor) => listWebhooks(deps.pool, { ...filters, cursor }, exportedAtOnce),
    });
  },
});
