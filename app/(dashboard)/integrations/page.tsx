import type { Metadata } from "next";

import { IntegrationsView } from "@/components/integrations/integrations-view";
import { enterPage } from "@/components/shell/enter-page";
import { Page } from "@/components/shell/page";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage({ searchParams }: PageProps<"/integrations">) {
  await enterPage("/integrations", "/integrations", await searchParams);
  return (
    <Page crumbs={[{ label: "Integrations" }]}>
      <IntegrationsView />
    </Page>
  );
}
