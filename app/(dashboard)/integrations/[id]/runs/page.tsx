import type { Metadata } from "next";

import { RunsView } from "@/components/runs/runs-view";
import { enterPage } from "@/components/shell/enter-page";
import { integrationTabPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration: runs" };

type RunsPageProps = PageProps<"/integrations/[id]/runs">;

export default async function IntegrationRunsPage({ params, searchParams }: RunsPageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  const path = integrationTabPath(komboIntegrationId, "runs");
  await enterPage("/integrations/[id]/runs", path, await searchParams);
  return <RunsView komboIntegrationId={komboIntegrationId} />;
}
