import type { Metadata } from "next";

import { IntegrationsView } from "@/components/integrations/integrations-view";
import { Page } from "@/components/shell/page";
import { requireSession } from "@/components/shell/require-session";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage({ searchParams }: PageProps<"/integrations">) {
  await requireSession("/integrations", await searchParams);
  return (
    <Page crumbs={[{ label: "Integrations" }]}>
      <IntegrationsView />
    </Page>
  );
}
