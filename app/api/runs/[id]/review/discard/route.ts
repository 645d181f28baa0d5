import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { discardReview } from "@/lib/sync/decide-review";

export const POST = door("POST /api/runs/[id]/review/discard", {
  params: z.object({ id: z.uuid() }),
  handle: ({ params, actor }) => discardReview(commandDeps(), { runId: params.id, actor }),
});
