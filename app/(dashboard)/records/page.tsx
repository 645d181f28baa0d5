import type { Metadata } from "next";

import { RecordsView } from "@/components/records/records-view";
import { Page } from "@/components/shell/page";
import { requireSession } from "@/components/shell/require-session";

export const metadata: Metadata = { title: "Records" };

export default async function RecordsPage({ searchParams }: PageProps<"/records">) {
  await requireSession("/records", await searchParams);
  return (
    <Page crumbs={[{ label: "Records" }]}>
      <RecordsView />
    </Page>
  );
}
