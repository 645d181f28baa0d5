import { disablePerson } from "@/lib/auth/people/disable-person";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/disable", {
  params: idParamsSchema,
  handle: ({ params, actor }) => disablePerson(peopleDeps(), { actor, personId: params.id }),
});
