import { insertAuditEvent } from "@/lib/auth/audit";
import { readAuditEvents } from "@/lib/auth/audit-rows";
import { auditFiltersSchema } from "@/lib/auth/schema";
import { exportFile, exportFormatSchema } from "@/lib/http/export";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const maxDuration = 300;

const columns = ["id", "at", "actorId", "actorName", "action", "target", "before", "after"];

/** To take the log away is a disclosure too, and stands in it. */
export const GET = door("GET /api/audit/export", {
  query: auditFiltersSchema.extend({ format: exportFormatSchema }),
  async handle({ query: { format, ...filters }, actor }) {
    const { pool, clock } = commandDeps();
    const now = await clock.start();
    await insertAuditEvent(pool, { actor, action: "audit.export", target: format, after: filters, at: now() });
    return exportFile({ format, name: "audit", columns, rows: readAuditEvents(pool, filters) });
  },
});
