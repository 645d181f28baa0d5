import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { cancelRunByPerson } from "@/lib/sync/cancel-run";

export const maxDuration = 300;

export const POST = door("POST /api/runs/[id]/cancel", {
  params: z.object({ id: z.uuid() }),
  async handle({ params, actor }) {
    const run = await cancelRunByPerson(commandDeps(), { runId: params.id, actor });
    startWork();
    return run;
  },
});
