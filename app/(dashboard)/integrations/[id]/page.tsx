import type { Metadata } from "next";

import { EndpointsTab } from "@/components/integrations/endpoints-tab";
import { enterPage } from "@/components/shell/enter-page";
import { integrationPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration" };

type IntegrationPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function IntegrationPage({ params }: IntegrationPageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  await enterPage("/integrations/[id]", integrationPath(komboIntegrationId));
  return <EndpointsTab komboIntegrationId={komboIntegrationId} />;
}
