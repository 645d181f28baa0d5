import type { Metadata } from "next";

import { AuditView } from "@/components/settings/audit-view";
import { enterPage } from "@/components/shell/enter-page";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: PageProps<"/settings/audit">) {
  await enterPage("/settings/audit", "/settings/audit", await searchParams);
  return <AuditView />;
}
