import type { Metadata } from "next";

import { RunView } from "@/components/runs/run-view";
import { enterPage } from "@/components/shell/enter-page";
import { runPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Run" };

type RunPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function RunPage({ params }: RunPageProps) {
  const id = decodeURIComponent((await params).id);
  await enterPage("/runs/[id]", runPath(id));
  return <RunView id={id} />;
}
