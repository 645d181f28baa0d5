import type { Metadata } from "next";

import { IntegrationsView } from "@/components/integrations/integrations-view";
import { Page } from "@/components/shell/page";
import { requireSession } from "@/components/shell/require-session";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage() {
  await requireSession("/integrations");
  return (
    <Page crumbs={[{ label: "Integrations" }]}>
      <IntegrationsView />
    </Page>
  );
}
