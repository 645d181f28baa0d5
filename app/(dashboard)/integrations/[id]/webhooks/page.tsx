import type { Metadata } from "next";

import { enterPage } from "@/components/shell/enter-page";
import { WebhooksView } from "@/components/webhooks/webhooks-view";
import { integrationTabPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration: webhooks" };

type WebhooksPageProps = PageProps<"/integrations/[id]/webhooks">;

export default async function IntegrationWebhooksPage({ params, searchParams }: WebhooksPageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  const path = integrationTabPath(komboIntegrationId, "webhooks");
  await enterPage("/integrations/[id]/webhooks", path, await searchParams);
  return <WebhooksView komboIntegrationId={komboIntegrationId} />;
}
