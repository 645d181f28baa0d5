import type { Metadata } from "next";

import { RetentionView } from "@/components/retention/retention-view";
import { enterPage } from "@/components/shell/enter-page";

export const metadata: Metadata = { title: "Retention" };

export default async function RetentionPage() {
  await enterPage("/settings/retention", "/settings/retention");
  return <RetentionView />;
}
