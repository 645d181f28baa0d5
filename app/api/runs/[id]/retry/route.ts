import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { retryRun } from "@/lib/sync/retry-run";

export const maxDuration = 300;

/** 202: a worker takes it up. */
export const POST = door("POST /api/runs/[id]/retry", {
  params: z.object({ id: z.uuid() }),
  async handle({ params, actor }) {
    const answer = await retryRun(commandDeps(), { runId: params.id, actor });
    startWork();
    return Response.json(answer, { status: 202 });
  },
});
