import { listAuditEvents } from "@/lib/auth/audit-rows";
import { auditFiltersSchema } from "@/lib/auth/schema";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/audit", {
  query: auditFiltersSchema,
  handle: ({ query }) => listAuditEvents(composition().pool, query),
});
