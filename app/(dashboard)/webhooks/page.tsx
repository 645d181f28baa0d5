import type { Metadata } from "next";

import { Page } from "@/components/shell/page";
import { requireSession } from "@/components/shell/require-session";
import { WebhooksView } from "@/components/webhooks/webhooks-view";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  await requireSession("/webhooks");
  return (
    <Page crumbs={[{ label: "Webhooks" }]}>
      <WebhooksView />
    </Page>
  );
}
