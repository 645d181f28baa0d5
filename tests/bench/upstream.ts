import { createServer } from "node:http";

import { startSimulator } from "@/lib/simulator/start-simulator";

// A process of its own, and answers made once and kept: the contenders are measured, not the Kombo they read.
const [size = "20000"] = process.argv.slice(2);
const kombo = await startSimulator({
  size: Number(size),
  seed: 1,
  integrations: [{ category: "HRIS", tool: "personio", organizationName: "Bench" }],
  rateLimit: { limit: 1_000_000_000 },
  webhook: { url: null },
});

type Kept = { readonly status: number; readonly body: Buffer };
const keptByUrl = new Map<string, Kept>();

async function answerTo(url: string, headers: Record<string, string>): Promise<Kept> {
  const kept = keptByUrl.get(url);
  if (kept) return kept;
  const response = await fetch(new URL(url, kombo.url), { headers });
  const answer = { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  keptByUrl.set(url, answer);
  return answer;
}

const server = createServer((request, response) => {
  const headers = {
    authorization: request.headers.authorization ?? "",
    "x-integration-id": String(request.headers["x-integration-id"] ?? ""),
  };
  void answerTo(request.url ?? "/", headers).then(({ status, body }) =>
    response.writeHead(status, { "content-type": "application/json", "content-length": body.byteLength }).end(body),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const url = `http://127.0.0.1:${port}/v1`;
  process.stdout.write(`${JSON.stringify({ url, apiKey: kombo.apiKey, id: kombo.integrations[0]?.id })}\n`);
});

process.once("SIGTERM", () => {
  server.closeAllConnections();
  server.close();
  void kombo.stop();
});
