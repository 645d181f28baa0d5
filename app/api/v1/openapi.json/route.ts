import { buildOpenApi } from "@/lib/consumer/openapi";
import { env } from "@/lib/env";
import { consumerDoor } from "@/lib/server/doors";

export const GET = consumerDoor("GET /api/v1/openapi.json", {
  handle: async () => buildOpenApi(env().appUrl),
});
