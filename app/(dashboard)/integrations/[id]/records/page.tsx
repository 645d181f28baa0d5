import type { Metadata } from "next";

import { RecordsView } from "@/components/records/records-view";
import { enterPage } from "@/components/shell/enter-page";
import { integrationTabPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration: records" };

type RecordsPageProps = PageProps<"/integrations/[id]/records">;

export default async function IntegrationRecordsPage({ params, searchParams }: RecordsPageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  const path = integrationTabPath(komboIntegrationId, "records");
  await enterPage("/integrations/[id]/records", path, await searchParams);
  return <RecordsView komboIntegrationId={komboIntegrationId} />;
}
