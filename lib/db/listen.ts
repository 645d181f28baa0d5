import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

import type { Log } from "@/lib/log";

import { notify } from "./notify";
import type { Pool } from "./pool";

export type ListenOptions = {
  /** Sends the echo that proves that notifications arrive. */
  readonly pool: Pool;
  /** Not of a transaction pooler: LISTEN belongs to one connection. */
  readonly connectionString: string;
  readonly channel: string;
  readonly log: Log;
  onNotification(): void;
  readonly firstRetryMs?: number;
  readonly echoWithinMs?: number;
};

export type Listener = { stop(): Promise<void> };

const retryMsMax = 60_000;

/**
 * Hears what is notified in any process, over a connection of its own that comes back after a loss. What is notified
 * meanwhile is lost, so whoever listens must poll as well. One line is logged for each loss, not for each attempt.
 */
export function listen(options: ListenOptions): Listener {
  const { log, firstRetryMs = 1_000 } = options;
  const stopping = new AbortController();
  const loop = async () => {
    let retryMs = firstRetryMs;
    for (let isFirst = true; !stopping.signal.aborted; isFirst = false) {
      const { hasHeard, error } = await listenUntilLost(options, stopping.signal);
      if (stopping.signal.aborted) return;
      if (hasHeard || isFirst) log.warn({ err: error }, "no notifications: polling until they are back");
      retryMs = hasHeard ? firstRetryMs : retryMs;
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      retryMs = Math.min(retryMsMax, retryMs * 2);
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

type Loss = { readonly hasHeard: boolean; readonly error: unknown };

async function listenUntilLost(options: ListenOptions, signal: AbortSignal): Promise<Loss> {
  const { pool, connectionString, channel, echoWithinMs = 5_000 } = options;
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, keepAlive: true });
  const echo = randomUUID();
  let hasHeard = false;
  const heard = new Promise<void>((resolve) => {
    client.on("notification", ({ payload }) => {
      if (payload === echo) {
        hasHeard = true;
        resolve();
      }
      options.onNotification();
    });
  });
  const lost = new Promise<unknown>((resolve) => {
    client.on("error", resolve);
    client.on("end", () => resolve(new Error("The connection was closed")));
  });
  const close = () => void client.end().catch(() => undefined);
  signal.addEventListener("abort", close);
  try {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    // Through a transaction pooler LISTEN succeeds and nothing is ever heard. From another connection, as all news are.
    await notify(pool, { channel, payload: echo });
    await Promise.race([heard, lost, sleep(echoWithinMs, null, { ref: false, signal }).catch(() => null)]);
    if (!hasHeard) throw new Error("Nothing is heard over this connection: a transaction pooler's?");
    return { hasHeard, error: await lost };
  } catch (error) {
    return { hasHeard, error };
  } finally {
    signal.removeEventListener("abort", close);
    await client.end().catch(() => undefined);
  }
}
