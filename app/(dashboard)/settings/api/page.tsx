import type { Metadata } from "next";

import { ApiView } from "@/components/api/api-view";
import { enterPage } from "@/components/shell/enter-page";
import { describeApi } from "@/lib/consumer/describe-api";
import { env } from "@/lib/env";
import { views } from "@/lib/mirror/views";

export const metadata: Metadata = { title: "API and SQL" };

export default async function ApiPage() {
  await enterPage("/settings/api", "/settings/api");
  const documented = views.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));
  return <ApiView appUrl={env().appUrl} operations={describeApi()} views={documented} />;
}
