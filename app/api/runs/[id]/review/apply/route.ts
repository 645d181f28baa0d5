import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { applyReview } from "@/lib/sync/decide-review";

export const maxDuration = 300;

export const POST = door("POST /api/runs/[id]/review/apply", {
  params: z.object({ id: z.uuid() }),
  async handle({ params, actor }) {
    const answer = await applyReview(commandDeps(), { runId: params.id, actor });
    startWork();
    return Response.json(answer, { status: 202 });
  },
});
