import { changeRole } from "@/lib/auth/people/change-role";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { roleRequestSchema } from "@/lib/auth/schema/people";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/role", {
  params: idParamsSchema,
  body: roleRequestSchema,
  handle: ({ params, body, actor }) => changeRole(peopleDeps(), { actor, personId: params.id, role: body.role }),
});
