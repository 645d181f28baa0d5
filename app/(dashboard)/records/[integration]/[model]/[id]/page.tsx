import type { Metadata } from "next";

import { RecordView } from "@/components/records/record-view";
import { enterPage } from "@/components/shell/enter-page";
import { recordPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Record" };

type RecordPageProps = {
  readonly params: Promise<{ readonly integration: string; readonly model: string; readonly id: string }>;
};

export default async function RecordPage({ params }: RecordPageProps) {
  const { integration, model, id } = await params;
  const address = {
    komboIntegrationId: decodeURIComponent(integration),
    model: decodeURIComponent(model),
    komboId: decodeURIComponent(id),
  };
  await enterPage("/records/[integration]/[model]/[id]", recordPath(address));
  return <RecordView address={address} />;
}
