import type { Metadata } from "next";

import { enterPage } from "@/components/shell/enter-page";
import { WebhookView } from "@/components/webhooks/webhook-view";
import { webhookPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Webhook" };

type WebhookPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function WebhookPage({ params }: WebhookPageProps) {
  const id = decodeURIComponent((await params).id);
  await enterPage("/webhooks/[id]", webhookPath(id));
  return <WebhookView id={id} />;
}
