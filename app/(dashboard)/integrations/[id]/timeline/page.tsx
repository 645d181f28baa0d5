import type { Metadata } from "next";

import { enterPage } from "@/components/shell/enter-page";
import { TimelineView } from "@/components/timeline/timeline-view";
import { integrationTabPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration: timeline" };

type TimelinePageProps = PageProps<"/integrations/[id]/timeline">;

export default async function IntegrationTimelinePage({ params, searchParams }: TimelinePageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  const path = integrationTabPath(komboIntegrationId, "timeline");
  await enterPage("/integrations/[id]/timeline", path, await searchParams);
  return <TimelineView komboIntegrationId={komboIntegrationId} />;
}
