import { z } from "zod";

import { listSignIns } from "@/lib/auth/account/data";
import { composition } from "@/lib/server/composition";
import { door, requireSession } from "@/lib/server/doors";

export const GET = door("GET /api/account/sign-ins", {
  query: z.object({ cursor: z.string().optional() }),
  async handle({ query }) {
    const { user } = await requireSession();
    return listSignIns(composition().pool, { personId: user.id, cursor: query.cursor });
  },
});
