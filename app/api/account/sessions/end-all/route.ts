import { endAllSessions } from "@/lib/auth/account/end-all-sessions";
import { peopleDeps } from "@/lib/server/composition";
import { door, requireSession } from "@/lib/server/doors";

export const POST = door("POST /api/account/sessions/end-all", {
  async handle() {
    const { user } = await requireSession();
    return endAllSessions(peopleDeps(), { personId: user.id });
  },
});
