import { cutId } from "@/lib/format";

type Named = { readonly organizationName: string | null; readonly komboIntegrationId: string };

/** What people call an integration; without a name, its id. */
export function nameIntegration({ organizationName, komboIntegrationId }: Named): string {
  return organizationName ?? cutId(komboIntegrationId);
}
