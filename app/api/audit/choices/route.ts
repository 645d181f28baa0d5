import { listAuditChoices } from "@/lib/auth/audit-rows";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/audit/choices", {
  handle: () => listAuditChoices(composition().pool),
});
