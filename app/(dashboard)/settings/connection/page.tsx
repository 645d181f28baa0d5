import type { Metadata } from "next";

import { ConnectionView } from "@/components/connection/connection-view";
import { enterPage } from "@/components/shell/enter-page";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage() {
  await enterPage("/settings/connection", "/settings/connection");
  return <ConnectionView />;
}
