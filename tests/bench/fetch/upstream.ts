import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import { startSimulator } from "@/lib/simulator/start-simulator";
import { serveWorker } from "@/tests/bench/worker";

export type UpstreamOrder =
  | { readonly kind: "start"; readonly integrations: number; readonly size: number }
  | { readonly kind: "latency"; readonly ms: number };
export type Upstream = { readonly url: string; readonly apiKey: string; readonly ids: readonly string[] };

type Kept = { readonly status: number; readonly type: string; readonly body: Buffer };

let latencyMs = 0;

// A process of its own, and answers made once and kept: what is measured is the reader, not the Kombo it reads.
serveWorker(z.custom<UpstreamOrder>(), async (order) => {
  if (order.kind === "latency") {
    latencyMs = order.ms;
    return null;
  }
  return start(order);
});

async function start({ integrations, size }: { integrations: number; size: number }): Promise<Upstream> {
  const kombo = await startSimulator({
    size,
    seed: 1,
    integrations: Array.from({ length: integrations }, (_, index) => ({
      category: "HRIS" as const,
      tool: "personio",
      organizationName: `Bench ${index + 1}`,
    })),
    rateLimit: { limit: 1_000_000_000 },
    webhook: { url: null },
  });
  const keptByRequest = new Map<string, Promise<Kept>>();
  const ask = async (url: string, headers: Record<string, string>): Promise<Kept> => {
    const response = await fetch(new URL(url, kombo.url), { headers });
    const type = response.headers.get("content-type") ?? "application/json";
    return { status: response.status, type, body: Buffer.from(await response.arrayBuffer()) };
  };
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    const integration = String(request.headers["x-integration-id"] ?? "");
    const key = `${integration} ${url}`;
    const kept =
      keptByRequest.get(key) ?? ask(url, { authorization: `Bearer ${kombo.apiKey}`, "x-integration-id": integration });
    keptByRequest.set(key, kept);
    void Promise.all([kept, sleep(latencyMs)]).then(([{ status, type, body }]) =>
      response.writeHead(status, { "content-type": type, "content-length": body.byteLength }).end(body),
    );
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  process.once("disconnect", () => {
    server.closeAllConnections();
    server.close();
    void kombo.stop();
  });
  return { url: `http://127.0.0.1:${port}/v1`, apiKey: kombo.apiKey, ids: kombo.integrations.map(({ id }) => id) };
}
