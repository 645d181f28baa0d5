import type { Metadata } from "next";

import { requireSession } from "@/components/shell/require-session";
import { WebhookView } from "@/components/webhooks/webhook-view";
import { webhookPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Webhook" };

type WebhookPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function WebhookPage({ params }: WebhookPageProps) {
  const id = decodeURIComponent((await params).id);
  await requireSession(webhookPath(id));
  return <WebhookView id={id} />;
}
