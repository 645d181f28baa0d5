import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { forOperators } from "@/lib/server/doors";
import { discardReview } from "@/lib/sync/decide-review";

export const POST = forOperators({
  params: z.object({ id: z.uuid() }),
  handle: ({ params, actor }) => discardReview(commandDeps(), { runId: params.id, actor }),
});
