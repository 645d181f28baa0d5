import { endSession } from "@/lib/auth/account/end-session";
import { idParamsSchema } from "@/lib/auth/schema/account";
import { peopleDeps } from "@/lib/server/composition";
import { door, requireSession } from "@/lib/server/doors";

export const POST = door("POST /api/account/sessions/[id]/end", {
  params: idParamsSchema,
  async handle({ params }) {
    const { user } = await requireSession();
    return endSession(peopleDeps(), { personId: user.id, sessionId: params.id });
  },
});
