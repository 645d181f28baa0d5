/** What a list is asked for: on the tab of an integration its own rows, whatever the address says. */
export function withinIntegration<Params extends { readonly integration: string | null }>(
  chosen: Params,
  komboIntegrationId: string | undefined,
): Params {
  return komboIntegrationId === undefined ? chosen : { ...chosen, integration: komboIntegrationId };
}
