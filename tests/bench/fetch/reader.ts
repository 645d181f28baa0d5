import { z } from "zod";

import { createPool } from "@/lib/db/pool";
import { createKomboClient } from "@/lib/kombo/client";
import { komboKeyId } from "@/lib/sync/kombo-key";
import { clientOfTexts, fetchEverything } from "@/tests/bench/engine";
import { type Cost, measureCost, serveWorker } from "@/tests/bench/worker";

import type { Upstream } from "./upstream";

export type ReadOrder = { readonly upstream: Upstream; readonly endpoints: readonly string[] } & (
  | { readonly kind: "network" }
  | { readonly kind: "write" | "whole"; readonly databaseUrl: string; readonly concurrency: number }
);
export type ReadAnswer = Cost & { readonly pages: number };

/** Texts by integration and endpoint, as the last `network` found them: what `write` is given. */
const textsByList = new Map<string, readonly string[]>();
const listKey = (komboIntegrationId: string, endpoint: string) => `${komboIntegrationId} ${endpoint}`;

serveWorker(z.custom<ReadOrder>(), async (order) => {
  const cost = await measureCost(() => (order.kind === "network" ? readOnly(order) : mirror(order)));
  return { ...cost, pages: [...textsByList.values()].reduce((pages, texts) => pages + texts.length, 0) };
});

/** The network alone: one page after the other, as cursors want it, one list after the other, and nothing is done with it. */
async function readOnly({ upstream, endpoints }: ReadOrder): Promise<void> {
  for (const id of upstream.ids) {
    for (const endpoint of endpoints)
      textsByList.set(listKey(id, endpoint), await readList(upstream, { id, endpoint }));
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
      order.kind === "whole" ? createKomboClient({ apiUrl: upstream.url, apiKey: upstream.apiKey }) : fromTexts();
    await fetchEverything(pool, { kombo, keyId: komboKeyId(upstream.apiKey), concurrency });
  } finally {
    await pool.end();
  }
}

function fromTexts() {
  return clientOfTexts(({ komboIntegrationId, endpoint }) => {
    const texts = textsByList.get(listKey(komboIntegrationId, endpoint)) ?? [];
    return { count: texts.length, read: async (page) => texts[page] ?? "" };
  });
}
