import { z } from "zod";

import { revealChange } from "@/lib/mirror/reveal";
import { revealRequestSchema } from "@/lib/mirror/schema";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/changes/[seq]/reveal", {
  params: z.object({ seq: z.string().regex(/^\d{1,18}$/, "is not a change") }),
  body: revealRequestSchema,
  handle: ({ params, body, actor }) => revealChange(commandDeps(), { ...body, actor, seq: params.seq }),
});
