import type { Metadata } from "next";

import { RecordsView } from "@/components/records/records-view";
import { enterPage } from "@/components/shell/enter-page";
import { Page } from "@/components/shell/page";

export const metadata: Metadata = { title: "Records" };

export default async function RecordsPage({ searchParams }: PageProps<"/records">) {
  await enterPage("/records", "/records", await searchParams);
  return (
    <Page crumbs={[{ label: "Records" }]}>
      <RecordsView />
    </Page>
  );
}
