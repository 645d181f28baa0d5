import type { Metadata } from "next";

import { enterPage } from "@/components/shell/enter-page";
import { Page } from "@/components/shell/page";
import { WebhooksView } from "@/components/webhooks/webhooks-view";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: PageProps<"/webhooks">) {
  await enterPage("/webhooks", "/webhooks", await searchParams);
  return (
    <Page crumbs={[{ label: "Webhooks" }]}>
      <WebhooksView />
    </Page>
  );
}
