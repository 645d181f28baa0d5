import "server-only";

import { APIError } from "better-auth/api";
import { headers } from "next/headers";
import { cache } from "react";

import { readRole, type Role } from "@/lib/auth/roles";
import { AppError } from "@/lib/errors";
import { auth } from "@/lib/server/composition";

export type Session = {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
};

/** Who is signed in; null when nobody is. Read once per request. */
export const loadSession = cache(async (): Promise<Session | null> => {
  // Before anything else: reading the request is what tells Next that the page cannot be made at build time.
  const requested = await headers();
  const session = await auth()
    .api.getSession({ headers: requested })
    .catch((error: unknown) => {
      // The auth library hides the database's error behind a 500 of its own.
      if (error instanceof APIError && error.statusCode >= 500) {
        throw new AppError("database_unavailable", "Your session could not be read. Try again in a moment.", {
          cause: error,
        });
      }
      throw error;
    });
  if (!session || session.user.disabledAt) return null;
  const { id, name, email, role } = session.user;
  return { id: session.session.id, user: { id, name, email, role: readRole(role) } };
});
