import type { Metadata } from "next";

import { OverviewView } from "@/components/overview/overview-view";
import { Page } from "@/components/shell/page";
import { requireSession } from "@/components/shell/require-session";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  await requireSession("/");
  return (
    <Page crumbs={[{ label: "Overview" }]}>
      <OverviewView />
    </Page>
  );
}
