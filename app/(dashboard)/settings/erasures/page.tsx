import type { Metadata } from "next";

import { ErasuresView } from "@/components/settings/erasures-view";
import { enterPage } from "@/components/shell/enter-page";

export const metadata: Metadata = { title: "Erasures" };

export default async function ErasuresPage() {
  await enterPage("/settings/erasures", "/settings/erasures");
  return <ErasuresView />;
}
