import { signOutPerson } from "@/lib/auth/people/sign-out-person";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/sign-out", {
  params: idParamsSchema,
  handle: ({ params, actor }) => signOutPerson(peopleDeps(), { actor, personId: params.id }),
});
