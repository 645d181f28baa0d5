import { renewInvitation } from "@/lib/auth/people/renew-invitation";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/renew", {
  params: idParamsSchema,
  handle: ({ params, actor }) => renewInvitation(peopleDeps(), { actor, personId: params.id }),
});
