import "server-only";

import { headers } from "next/headers";
import { cache } from "react";

import { auth } from "@/lib/server/composition";

export type Session = {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly role: string };
};

/** Who is signed in; null when nobody is. Read once per request. */
export const loadSession = cache(async (): Promise<Session | null> => {
  // Before anything else: reading the request is what tells Next that the page cannot be made at build time.
  const requested = await headers();
  const session = await auth().api.getSession({ headers: requested });
  if (!session) return null;
  const { id, name, email, role } = session.user;
  return { user: { id, name, email, role: role ?? "viewer" } };
});
