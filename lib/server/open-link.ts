import "server-only";

import { findOpenLink, type OpenLink } from "@/lib/auth/people/data";
import { hashLinkToken } from "@/lib/auth/people/link-token";
import { commandDeps } from "@/lib/server/composition";

/** Looking does not use it: programs that preview addresses look too. */
export async function loadOpenLink(token: string): Promise<OpenLink | null> {
  const { pool, clock } = commandDeps();
  const now = await clock.start();
  return findOpenLink(pool, { tokenHash: hashLinkToken(token), at: now() });
}
