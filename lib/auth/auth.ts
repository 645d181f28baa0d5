import "server-only";

import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";

import type { Prisma } from "@/lib/db/prisma";

const passwordLengthMin = 12;

/** Sign-in by e-mail and password; nobody signs up by himself. */
export function createAuth(options: { prisma: Prisma; secret: string; appUrl: string }) {
  return betterAuth({
    appName: "Kombo Mirror",
    baseURL: options.appUrl,
    secret: options.secret,
    database: prismaAdapter(options.prisma, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: passwordLengthMin },
    user: { additionalFields: { role: { type: "string", required: false, defaultValue: "viewer", input: false } } },
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;
