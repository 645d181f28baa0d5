import { listSessions } from "@/lib/auth/account/data";
import { commandDeps } from "@/lib/server/composition";
import { door, requireSession } from "@/lib/server/doors";

export const GET = door("GET /api/account/sessions", {
  async handle() {
    const { pool, clock } = commandDeps();
    const { id, user } = await requireSession();
    const now = await clock.start();
    return { rows: await listSessions(pool, { personId: user.id, sessionId: id, at: now() }) };
  },
});
