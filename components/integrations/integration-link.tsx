import Link from "next/link";

import { Mark } from "@/components/ui/mark";
import { integrationPath } from "@/lib/paths";

import { nameIntegration } from "./integration-name";

type IntegrationLinkProps = { readonly organizationName: string | null; readonly komboIntegrationId: string };

export function IntegrationLink(integration: IntegrationLinkProps) {
  const name = nameIntegration(integration);
  return (
    <Link
      href={integrationPath(integration.komboIntegrationId)}
      className="max-sm:text-subtle flex min-w-0 items-center gap-2 rounded-sm"
    >
      <Mark name={name} className="max-sm:hidden" />
      <span className="truncate">{name}</span>
    </Link>
  );
}
