import type { Metadata } from "next";

import { DriftView } from "@/components/drift/drift-view";
import { enterPage } from "@/components/shell/enter-page";
import { Page } from "@/components/shell/page";

export const metadata: Metadata = { title: "Drift" };

export default async function DriftPage() {
  await enterPage("/drift", "/drift");
  return (
    <Page crumbs={[{ label: "Drift" }]}>
      <DriftView />
    </Page>
  );
}
