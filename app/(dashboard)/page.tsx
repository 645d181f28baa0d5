import type { Metadata } from "next";

import { OverviewView } from "@/components/overview/overview-view";
import { enterPage } from "@/components/shell/enter-page";
import { Page } from "@/components/shell/page";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  await enterPage("/", "/");
  return (
    <Page crumbs={[{ label: "Overview" }]}>
      <OverviewView />
    </Page>
  );
}
