import type { ReactNode } from "react";

import { Shell } from "@/components/shell/shell";
import { loadSession } from "@/lib/server/session";

/** Without a session there is no shell; the page itself sends the person to sign in, since only it knows its path. */
export default async function DashboardLayout({ children }: { readonly children: ReactNode }) {
  const session = await loadSession();
  return session ? <Shell person={session.user}>{children}</Shell> : children;
}
