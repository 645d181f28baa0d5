import { enablePerson } from "@/lib/auth/people/enable-person";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/enable", {
  params: idParamsSchema,
  handle: ({ params, actor }) => enablePerson(peopleDeps(), { actor, personId: params.id }),
});
