import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";

export type Received = { readonly body: string; readonly headers: IncomingHttpHeaders };

export type Receiver = {
  readonly url: string;
  readonly received: readonly Received[];
  /** Statuses of the next answers; 200 when there are no more. */
  readonly statuses: number[];
  /** Resolves once that many have arrived. */
  until(count: number): Promise<readonly Received[]>;
  stop(): Promise<void>;
};

/** Takes webhooks in and keeps them. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
      response.writeHead(statuses.shift() ?? 200).end();
      for (const check of waiting) check();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    statuses,
    until: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (received.length < count) return;
          waiting.delete(check);
          resolve(received);
        };
        waiting.add(check);
        check();
      }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
