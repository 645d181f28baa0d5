import "server-only";

import { redirect } from "next/navigation";

import { loadSession } from "@/lib/server/session";

/** Sends whoever is not signed in to the sign-in page, and back to `path` with its query afterwards. */
export async function requireSession(path: string, query: Query = {}): Promise<void> {
  const session = await loadSession();
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(withQuery(path, query))}`);
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

function withQuery(path: string, query: Query): string {
  const values = Object.entries(query).flatMap(([name, value = []]) => [value].flat().map((one) => [name, one]));
  return values.length === 0 ? path : `${path}?${new URLSearchParams(values)}`;
}
