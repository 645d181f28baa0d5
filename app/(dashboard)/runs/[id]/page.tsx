import type { Metadata } from "next";

import { RunView } from "@/components/runs/run-view";
import { requireSession } from "@/components/shell/require-session";
import { runPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Run" };

type RunPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function RunPage({ params }: RunPageProps) {
  const id = decodeURIComponent((await params).id);
  await requireSession(runPath(id));
  return <RunView id={id} />;
}
