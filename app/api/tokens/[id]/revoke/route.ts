import { z } from "zod";

import { revokeToken } from "@/lib/auth/tokens/change-tokens";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/tokens/[id]/revoke", {
  params: z.object({ id: z.uuid() }),
  handle: ({ params, actor }) => revokeToken(commandDeps(), { actor, id: params.id }),
});
