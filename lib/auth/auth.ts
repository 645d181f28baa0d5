import "server-only";

import { APIError, betterAuth, type BetterAuthPlugin } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";

import type { Pool } from "@/lib/db/pool";
import type { Prisma } from "@/lib/db/prisma";

import { passwordLength } from "./password-rules";
import { isDisabled } from "./people/data";
import { addressHeader } from "./visitor";

type AuthOptions = {
  readonly pool: Pool;
  readonly prisma: Prisma;
  readonly secret: string;
  readonly appUrl: string;
  readonly plugins?: BetterAuthPlugin[];
};

/**
 * Sessions and passwords. Nobody signs up by himself, and whoever is disabled gets no session, however he comes.
 * The session is read from the database with each request: no cookie remembers a role.
 */
export function createAuth({ pool, prisma, secret, appUrl, plugins = [] }: AuthOptions) {
  return betterAuth({
    appName: "Kombo Mirror",
    baseURL: appUrl,
    secret,
    database: prismaAdapter(prisma, { provider: "postgresql" }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: {
      additionalFields: {
        role: { type: "string", required: false, defaultValue: "viewer", input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    // A session's `updatedAt` is when it was last used, to ten minutes.
    session: { expiresIn: 7 * 24 * 3600, updateAge: 10 * 60, cookieCache: { enabled: false } },
    // Who comes in by single sign-on is decided by lib/auth/oidc, before the library looks.
    account: {
      accountLinking: { enabled: false },
      updateAccountOnSignIn: false,
      storeStateStrategy: "cookie",
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (await isDisabled(pool, userId)) throw new APIError("FORBIDDEN", { code: disabledCode });
          },
        },
      },
    },
    // Counted in Postgres by lib/auth/sign-in: the library's own limit is per process, or knows no lock.
    rateLimit: { enabled: false },
    advanced: { ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 } },
    onAPIError: { errorURL: `${appUrl}/sign-in` },
    // Wrong passwords are kept in sign_in_attempts; they are no news for the log.
    logger: { level: "error" },
    telemetry: { enabled: false },
    plugins,
  });
}

export const disabledCode = "disabled";

export type Auth = ReturnType<typeof createAuth>;
