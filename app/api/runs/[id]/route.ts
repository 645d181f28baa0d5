import { z } from "zod";

import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";
import { getRun } from "@/lib/sync/get-run";

export const GET = forPeople({
  params: z.object({ id: z.uuid() }),
  handle: ({ params }) => getRun(composition(), params.id),
});
