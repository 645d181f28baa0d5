import type { Metadata } from "next";

import { RunsView } from "@/components/runs/runs-view";
import { enterPage } from "@/components/shell/enter-page";
import { Page } from "@/components/shell/page";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage({ searchParams }: PageProps<"/runs">) {
  await enterPage("/runs", "/runs", await searchParams);
  return (
    <Page crumbs={[{ label: "Runs" }]}>
      <RunsView />
    </Page>
  );
}
