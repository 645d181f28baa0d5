import type { Metadata } from "next";

import { Page } from "@/components/shell/page";
import { requireSession } from "@/components/shell/require-session";
import { WebhooksView } from "@/components/webhooks/webhooks-view";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: PageProps<"/webhooks">) {
  await requireSession("/webhooks", await searchParams);
  return (
    <Page crumbs={[{ label: "Webhooks" }]}>
      <WebhooksView />
    </Page>
  );
}
