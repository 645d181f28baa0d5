import "server-only";

import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { everywhere, ofTheApi } from "@/lib/http/answer-headers";
import { refusalBody, toRefusal } from "@/lib/http/refusal";
import { composition } from "@/lib/server/composition";
import { receiveWebhook } from "@/lib/server/receive-webhook";

declare global {
  /** Asked by lib/local/serve-app.mjs before Next is; false when the request is not for it. */
  var komboMirrorListener: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

/**
 * Answers webhooks on a server of our own before Next sees them: its router and its streams cost several times what it
 * takes to verify an event and commit it, and a storm of webhooks would wait for them. The answers are those of the route,
 * which still takes every other spelling of the address.
 */
export function listenForWebhooks(): void {
  globalThis.komboMirrorListener = (request, response) => {
    if (request.method !== "POST" || request.url !== path) return false;
    void answer(request, response);
    return true;
  };
}

const path = "/api/webhooks/kombo";

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { log } = composition();
  const startedAt = performance.now();
  const event = { requestId: randomUUID(), method: "POST", path };
  try {
    send(response, { status: 200, body: await receiveWebhook(toDelivery(request)) });
    log.debug({ ...event, status: 200, ms: Math.round(performance.now() - startedAt) }, "request");
  } catch (error) {
    if (isGone(request)) return log.info(event, "the sender of a webhook left before its end");
    const refusal = toRefusal(log, event, error);
    send(response, { ...refusal, body: refusalBody(refusal) });
  } finally {
    // What is left of a body that was too large: the next request comes behind it on the same connection.
    request.resume();
  }
}

/** Without `destroyOnReturn` a body that is too large would cost its sender the answer. */
function toDelivery(request: IncomingMessage) {
  const { "content-length": contentLength = null, "x-kombo-signature": signature = null } = request.headers;
  return {
    body: { contentLength, chunks: request.iterator({ destroyOnReturn: false }) },
    signature: Array.isArray(signature) ? signature.join(", ") : signature,
  };
}

function isGone(request: IncomingMessage): boolean {
  return !request.complete && request.destroyed;
}

type Answer = { readonly status: number; readonly body: object; readonly headers?: Readonly<Record<string, string>> };

const always = Object.fromEntries([...everywhere, ...ofTheApi].map(({ key, value }) => [key, value]));

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      ...always,
      ...headers,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
    })
    .end(text);
}
