import "server-only";

import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

declare global {
  // Next loads this module once per bundle; the one that watches and the ones that ask must mean the same.
  var komboMirrorSockets: AsyncLocalStorage<string | null> | undefined;
}

/**
 * Remembers, for all that a request does, the address its connection came from. A route sees only headers, and Next
 * keeps an X-Forwarded-For that the client made up; Node's own channel tells before Next is asked.
 */
export function watchSockets(): void {
  if (globalThis.komboMirrorSockets) return;
  const sockets = new AsyncLocalStorage<string | null>();
  globalThis.komboMirrorSockets = sockets;
  subscribe("http.server.request.start", (message) => {
    if (isRequestStart(message)) sockets.enterWith(message.request.socket.remoteAddress ?? null);
  });
}

function isRequestStart(message: unknown): message is { readonly request: IncomingMessage } {
  return typeof message === "object" && message !== null && "request" in message;
}

/** Null where nobody watches. */
export function socketAddress(): string | null {
  return globalThis.komboMirrorSockets?.getStore() ?? null;
}
