import type { Metadata } from "next";

import { SettingsTab } from "@/components/integrations/settings-tab";
import { enterPage } from "@/components/shell/enter-page";
import { integrationTabPath } from "@/lib/paths";

export const metadata: Metadata = { title: "Integration: settings" };

type SettingsPageProps = PageProps<"/integrations/[id]/settings">;

export default async function IntegrationSettingsPage({ params, searchParams }: SettingsPageProps) {
  const komboIntegrationId = decodeURIComponent((await params).id);
  const path = integrationTabPath(komboIntegrationId, "settings");
  await enterPage("/integrations/[id]/settings", path, await searchParams);
  return <SettingsTab komboIntegrationId={komboIntegrationId} />;
}
