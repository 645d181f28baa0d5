import { unlockPerson } from "@/lib/auth/people/unlock-person";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/unlock", {
  params: idParamsSchema,
  handle: ({ params, actor }) => unlockPerson(peopleDeps(), { actor, personId: params.id }),
});
