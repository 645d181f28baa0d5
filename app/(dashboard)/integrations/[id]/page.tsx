import type { Metadata } from "next";

import { IntegrationView } from "@/components/integrations/integration-view";
import { requireSession } from "@/components/shell/require-session";
import { integrationPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration" };

type IntegrationPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function IntegrationPage({ params }: IntegrationPageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  await requireSession(integrationPath(komboIntegrationId));
  return <IntegrationView komboIntegrationId={komboIntegrationId} />;
}
