import { z } from "zod";

import { createPool } from "@/lib/db/pool";
import { createKomboClient } from "@/lib/kombo/client";
import { komboKeyId } from "@/lib/sync/kombo-key";
import { clientOfPages, fetchEverything } from "@/tests/bench/engine";
import { type Cost, measureCost, serveWorker } from "@/tests/bench/worker";

import type { Upstream } from "./upstream";

export type ReadOrder = { readonly upstream: Upstream; readonly endpoints: readonly string[] } & (
  | { readonly kind: "network" }
  | { readonly kind: "write" | "whole"; readonly databaseUrl: string; readonly concurrency: number }
);
export type ReadAnswer = Cost & { readonly pages: number };

type Lists<Page> = Map<string, readonly Page[]>;

/** Pages by integration and endpoint, as the last `network` found them: what `write` is given. */
let pagesByList: Lists<Buffer> = new Map();
const listKey = (komboIntegrationId: string, endpoint: string) => `${komboIntegrationId} ${endpoint}`;

serveWorker(z.custom<ReadOrder>(), async (order) => {
  const texts: Lists<string> = new Map();
  const cost = await measureCost(() => (order.kind === "network" ? readOnly(order, texts) : mirror(order)));
  if (order.kind === "network") pagesByList = asTheyCame(texts);
  return { ...cost, pages: [...pagesByList.values()].reduce((sum, pages) => sum + pages.length, 0) };
});

function asTheyCame(lists: Lists<string>): Lists<Buffer> {
  return new Map([...lists].map(([key, texts]) => [key, texts.map((text) => Buffer.from(text))]));
}

/** The network alone: one page after the other, as cursors want it, one list after the other, and nothing is done with it. */
async function readOnly({ upstream, endpoints }: ReadOrder, texts: Lists<string>): Promise<void> {
  for (const id of upstream.ids) {
    for (const endpoint of endpoints) texts.set(listKey(id, endpoint), await readList(upstream, { id, endpoint }));
  }
}

async function readList(
  upstream: Upstream,
  { id, endpoint }: { id: string; endpoint: string },
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const query = new URLSearchParams({
      include_deleted: "true",
      page_size: "250",
      ...(cursor === "" ? {} : { cursor }),
    });
    const response = await fetch(`${upstream.url}${endpoint}?${query}`, {
      headers: { authorization: `Bearer ${upstream.apiKey}`, "x-integration-id": id },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${endpoint}: ${response.status} ${text}`);
    texts.push(text);
    cursor = /"next":\s*"([^"]+)"/.exec(text)?.[1] ?? null;
  }
  return texts;
}

async function mirror(order: Extract<ReadOrder, { kind: "write" | "whole" }>): Promise<void> {
  const { upstream, concurrency } = order;
  const pool = createPool(order.databaseUrl, 10);
  try {
    const kombo =
      order.kind === "whole" ? createKomboClient({ apiUrl: upstream.url, apiKey: upstream.apiKey }) : fromPages();
    await fetchEverything(pool, { kombo, keyId: komboKeyId(upstream.apiKey), concurrency });
  } finally {
    await pool.end();
  }
}

function fromPages() {
  return clientOfPages(({ komboIntegrationId, endpoint }) => {
    const pages = pagesByList.get(listKey(komboIntegrationId, endpoint)) ?? [];
    return { count: pages.length, read: async (page) => pages[page] ?? Buffer.of() };
  });
}
