/** Where things live in the browser. Kombo's integration ids contain a colon, so every part is encoded. */
export function integrationPath(komboIntegrationId: string): string {
  return `/integrations/${encodeURIComponent(komboIntegrationId)}`;
}

export function webhookPath(id: string): string {
  return `/webhooks/${encodeURIComponent(id)}`;
}

export function runPath(id: string): string {
  return `/runs/${encodeURIComponent(id)}`;
}

export type RecordAddress = { readonly komboIntegrationId: string; readonly model: string; readonly komboId: string };

export function recordPath({ komboIntegrationId, model, komboId }: RecordAddress): string {
  return `/records/${[komboIntegrationId, model, komboId].map(encodeURIComponent).join("/")}`;
}

type Filters = Readonly<Record<string, string | null | undefined>>;

/** A list with its filters; empty ones are left out. */
export function listPath(path: "/integrations" | "/webhooks" | "/runs" | "/records", filters: Filters): string {
  const entries = Object.entries(filters).flatMap(([key, value]) => (value ? [[key, value]] : []));
  const query = new URLSearchParams(entries).toString();
  return query === "" ? path : `${path}?${query}`;
}
