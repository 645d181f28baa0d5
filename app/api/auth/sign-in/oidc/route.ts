import { startOidc } from "@/lib/auth/oidc/start-oidc";
import { oidcRequestSchema } from "@/lib/auth/schema/account";
import { env } from "@/lib/env";
import { toOwnPath } from "@/lib/paths";
import { door } from "@/lib/server/doors";
import { oidcAuth } from "@/lib/server/pass-to-auth";

export const POST = door("POST /api/auth/sign-in/oidc", {
  body: oidcRequestSchema,
  handle: async ({ body }) => startOidc(await oidcAuth(), { appUrl: env().appUrl, next: toOwnPath(body.next) }),
});
