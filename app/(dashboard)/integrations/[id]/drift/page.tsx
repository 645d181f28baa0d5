import type { Metadata } from "next";

import { DriftView } from "@/components/drift/drift-view";
import { enterPage } from "@/components/shell/enter-page";
import { integrationTabPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration: drift" };

type DriftPageProps = PageProps<"/integrations/[id]/drift">;

export default async function IntegrationDriftPage({ params, searchParams }: DriftPageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  const path = integrationTabPath(komboIntegrationId, "drift");
  await enterPage("/integrations/[id]/drift", path, await searchParams);
  return <DriftView komboIntegrationId={komboIntegrationId} />;
}
