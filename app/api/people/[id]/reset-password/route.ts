import { resetPassword } from "@/lib/auth/people/reset-password";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/reset-password", {
  params: idParamsSchema,
  handle: ({ params, actor }) => resetPassword(peopleDeps(), { actor, personId: params.id }),
});
