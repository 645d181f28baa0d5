import { withdrawInvitation } from "@/lib/auth/people/withdraw-invitation";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/people/[id]/withdraw", {
  params: idParamsSchema,
  handle: ({ params, actor }) => withdrawInvitation(peopleDeps(), { actor, personId: params.id }),
});
