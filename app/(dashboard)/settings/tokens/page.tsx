import type { Metadata } from "next";

import { enterPage } from "@/components/shell/enter-page";
import { TokensView } from "@/components/tokens/tokens-view";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  await enterPage("/settings/tokens", "/settings/tokens");
  return <TokensView appUrl={env().appUrl} />;
}
