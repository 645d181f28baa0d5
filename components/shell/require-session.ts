import "server-only";

import { redirect } from "next/navigation";

import { loadSession } from "@/lib/server/session";

/** Sends whoever is not signed in to the sign-in page, and back to `path` afterwards. */
export async function requireSession(path: string): Promise<void> {
  const session = await loadSession();
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
