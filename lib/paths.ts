import type { Route } from "next";

/** Where things live in the browser. Kombo's integration ids contain a colon, so every part is encoded. */
export function integrationPath(komboIntegrationId: string): Route {
  return toRoute(`/integrations/${encodeURIComponent(komboIntegrationId)}`);
}

export const integrationTabs = ["runs", "webhooks", "records", "drift", "timeline", "settings"] as const;
export type IntegrationTab = (typeof integrationTabs)[number];

export function integrationTabPath(komboIntegrationId: string, tab: IntegrationTab): Route {
  return toRoute(`${integrationPath(komboIntegrationId)}/${tab}`);
}

/** Commands about an integration whose dialog an address can open. */
export const asks = ["full-fetch", "pause", "ask-sync", "reconnect"] as const;
export type Ask = (typeof asks)[number];

export function askPath(komboIntegrationId: string, ask: Ask): Route {
  return toRoute(`${integrationPath(komboIntegrationId)}?ask=${ask}`);
}

export function webhookPath(id: string): Route {
  return toRoute(`/webhooks/${encodeURIComponent(id)}`);
}

export function runPath(id: string): Route {
  return toRoute(`/runs/${encodeURIComponent(id)}`);
}

export type RecordAddress = { readonly komboIntegrationId: string; readonly model: string; readonly komboId: string };

export function recordPath({ komboIntegrationId, model, komboId }: RecordAddress): Route {
  return toRoute(`/records/${[komboIntegrationId, model, komboId].map(encodeURIComponent).join("/")}`);
}

type Filters = Readonly<Record<string, string | null | undefined>>;

/** A list with its filters; empty ones are left out. */
export function listPath(path: Route, filters: Filters): Route {
  const entries = Object.entries(filters).flatMap(([key, value]) => (value ? [[key, value]] : []));
  const query = new URLSearchParams(entries).toString();
  return toRoute(query === "" ? path : `${path}?${query}`);
}

/** Next's checker cannot follow an encoded id or a path our own server wrote; only those two come here. */
export function toRoute(path: string): Route {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-assertion -- plain strings pass until Next has generated its types
  return path as Route;
}

/** Only a path of this site: a link to the sign-in page must not send anyone elsewhere. */
export function toOwnPath(next: string | readonly string[] | undefined): string {
  if (typeof next !== "string" || !URL.canParse(next, "http://here")) return "/";
  const url = new URL(next, "http://here");
  // `/.//elsewhere` is a path of ours until it is written out.
  const isOwn = url.origin === "http://here" && next.startsWith("/") && !url.pathname.startsWith("//");
  return isOwn ? url.pathname + url.search : "/";
}
