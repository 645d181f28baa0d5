import { type Agent, request } from "node:http";

export type RawRequest = {
  readonly method: string;
  /** Sent as it is: nothing resolves its dots or mends its percents. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
};

export type RawAnswer = { readonly status: number; readonly text: string; readonly ms: number };

/** One request over HTTP; `status` 0 when there was no answer in time, or none at all. */
export function sendRaw(url: string, raw: RawRequest, { agent, withinMs }: { agent: Agent; withinMs: number }) {
  const { hostname, port } = new URL(url);
  const startedAt = performance.now();
  // Node declares no length for the body of a DELETE: it would be rubbish behind the request, a test of the parser alone.
  const length = raw.body === null ? {} : { "content-length": String(raw.body.byteLength) };
  return new Promise<RawAnswer>((resolve) => {
    let status = 0;
    const chunks: Buffer[] = [];
    const end = (text: string) => resolve({ status, text, ms: performance.now() - startedAt });
    const sent = request(
      {
        agent,
        hostname,
        port,
        method: raw.method,
        path: raw.path,
        headers: { ...raw.headers, ...length },
        timeout: withinMs,
        maxHeaderSize: 65_536,
      },
      (response) => {
        status = response.statusCode ?? 0;
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => end(Buffer.concat(chunks).toString("utf8")));
        response.on("error", (error) => end(String(error)));
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`no answer within ${withinMs} ms`)));
    // A server that refuses a body early closes the connection, sometimes after its answer is read.
    sent.on("error", (error) => end(chunks.length > 0 ? Buffer.concat(chunks).toString("utf8") : String(error)));
    sent.end(raw.body ?? undefined);
  });
}
