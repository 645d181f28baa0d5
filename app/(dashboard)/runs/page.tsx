import type { Metadata } from "next";

import { RunsView } from "@/components/runs/runs-view";
import { Page } from "@/components/shell/page";
import { requireSession } from "@/components/shell/require-session";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage({ searchParams }: PageProps<"/runs">) {
  await requireSession("/runs", await searchParams);
  return (
    <Page crumbs={[{ label: "Runs" }]}>
      <RunsView />
    </Page>
  );
}
