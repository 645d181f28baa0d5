import "server-only";

import { notFound, redirect } from "next/navigation";

import { access, mayPass, type PageName } from "@/lib/auth/access";
import { loadSession, type Session } from "@/lib/server/session";

/**
 * Who is signed in, if the table of access lets them in. Sends whoever is not signed in to the sign-in page, and back to
 * the address afterwards; a page a role may not see is not there for it.
 */
export async function enterPage(name: PageName, path: string, query: Query = {}): Promise<Session> {
  const session = await loadSession();
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(withQuery(path, query))}`);
  if (!mayPass(session.user.role, access[name])) notFound();
  return session;
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

function withQuery(path: string, query: Query): string {
  const values = Object.entries(query).flatMap(([name, value = []]) => [value].flat().map((one) => [name, one]));
  return values.length === 0 ? path : `${path}?${new URLSearchParams(values)}`;
}
