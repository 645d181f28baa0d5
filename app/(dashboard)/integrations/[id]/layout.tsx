import type { ReactNode } from "react";

import { IntegrationFrame } from "@/components/integrations/integration-frame";

type IntegrationLayoutProps = { readonly params: Promise<{ readonly id: string }>; readonly children: ReactNode };

/** Holds nothing but what its own routes give to whoever may ask; each tab is a page and lets people in itself. */
export default async function IntegrationLayout({ params, children }: IntegrationLayoutProps) {
  return <IntegrationFrame komboIntegrationId={decodeURIComponent((await params).id)}>{children}</IntegrationFrame>;
}
