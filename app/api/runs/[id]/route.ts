import { z } from "zod";

import { commandDeps, composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { getRun } from "@/lib/sync/get-run";

export const GET = door("GET /api/runs/[id]", {
  params: z.object({ id: z.uuid() }),
  handle: ({ params }) => getRun({ ...commandDeps(), prisma: composition().prisma }, params.id),
});
