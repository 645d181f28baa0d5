import { tokenRequestSchema } from "@/lib/auth/schema/tokens";
import { createToken } from "@/lib/auth/tokens/change-tokens";
import { listTokens } from "@/lib/auth/tokens/token-rows";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/tokens", {
  async handle() {
    const { pool, clock } = commandDeps();
    const now = await clock.start();
    return { rows: await listTokens(pool, now()) };
  },
});

export const POST = door("POST /api/tokens", {
  body: tokenRequestSchema,
  handle: ({ body, actor }) => createToken(commandDeps(), { actor, request: body }),
});
