import { createHmac } from "node:crypto";

import type { JsonObject } from "./json";
import { komboId } from "./kombo-id";
import { postWebhook } from "./post-webhook";
import { Random } from "./random";
import type { SentWebhook, WebhookBehaviour, WebhookOptions } from "./simulator";
import type { Timers } from "./timers";

type Event = { readonly id: string; readonly type: string; readonly body: string };

const logLength = 5_000;

const defaults = {
  debounceMs: 30_000,
  pretty: false,
  lose: 0,
  duplicate: 0,
  reorder: 0,
  late: 0,
  lateMs: 300_000,
  retries: 3,
  retryDelayMs: 1_000,
} as const satisfies WebhookBehaviour;

/** Sends events as Kombo does, and misbehaves as told. A redelivery keeps the event's id and bytes. */
export class WebhookOutbox {
  readonly log: SentWebhook[] = [];
  readonly #timers: Timers;
  readonly #seed: number;
  readonly #random: Random;
  readonly #abort = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #waiting = new Set<() => void>();
  #behaviour: WebhookBehaviour = defaults;
  #url: string | null = null;
  #secret = "simulator-webhook-secret";
  #held: Event | null = null;
  #events = 0;
  #flushing = false;

  constructor(options: { readonly timers: Timers; readonly seed: number; readonly webhook: WebhookOptions }) {
    this.#timers = options.timers;
    this.#seed = options.seed;
    this.#random = new Random(options.seed + 77);
    this.configure(options.webhook);
  }

  get debounceMs(): number {
    return this.#behaviour.debounceMs;
  }

  configure({ url, secret, ...behaviour }: WebhookOptions): void {
    if (url !== undefined) this.#url = url;
    if (secret !== undefined) this.#secret = secret;
    this.#behaviour = { ...this.#behaviour, ...behaviour };
  }

  /** Returns the id of the event. */
  send(type: string, data: JsonObject): string {
    this.#events += 1;
    const id = komboId(this.#seed, `event ${this.#events}`);
    const body = JSON.stringify({ id, type, data }, null, this.#behaviour.pretty ? 2 : 0);
    const event = { id, type, body };
    if (this.#random.chance(this.#behaviour.lose)) {
      this.#note(event, { status: "lost", attempt: 0, headers: {} });
      return id;
    }
    const { late, lateMs } = this.#behaviour;
    if (late > 0 && this.#random.chance(late)) {
      this.#timers.after(lateMs, () => this.#start(event));
      return id;
    }
    if (!this.#held && this.#random.chance(this.#behaviour.reorder)) {
      this.#held = event;
      return id;
    }
    this.#start(event);
    if (this.#random.chance(this.#behaviour.duplicate)) this.#start(event);
    this.#release();
    return id;
  }

  /** Resolves when no delivery is under way; what waits for another attempt does not wait any longer. */
  async flush(): Promise<void> {
    this.#release();
    this.#flushing = true;
    for (const wake of this.#waiting) wake();
    while (this.#running.size > 0) await Promise.all(this.#running);
    this.#flushing = false;
  }

  async stop(): Promise<void> {
    this.#held = null;
    this.#behaviour = { ...this.#behaviour, retries: 0 };
    this.#abort.abort();
    await this.flush();
  }

  #release(): void {
    const held = this.#held;
    this.#held = null;
    if (held) this.#start(held);
  }

  #start(event: Event): void {
    const delivery = this.#deliver(event).finally(() => this.#running.delete(delivery));
    this.#running.add(delivery);
  }

  async #deliver(event: Event): Promise<void> {
    const url = this.#url;
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(event.body)),
      "X-Kombo-Signature": createHmac("sha256", this.#secret).update(event.body, "utf8").digest("base64url"),
    };
    for (let attempt = 1; ; attempt += 1) {
      const status =
        url === null ? "failed" : await postWebhook({ url, body: event.body, headers, signal: this.#abort.signal });
      this.#note(event, { status, attempt, headers });
      const arrived = status !== "failed" && status >= 200 && status < 300;
      if (arrived || url === null || attempt > this.#behaviour.retries) return;
      await this.#wait(this.#behaviour.retryDelayMs * 2 ** (attempt - 1));
    }
  }

  async #wait(ms: number): Promise<void> {
    if (this.#flushing) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      const cancel = this.#timers.after(ms, wake);
      this.#waiting.add(wake);
    });
  }

  #note(event: Event, outcome: Pick<SentWebhook, "status" | "attempt" | "headers">): void {
    if (this.log.length >= logLength) this.log.shift();
    this.log.push({ ...event, ...outcome, sentAt: new Date(this.#timers.now()) });
  }
}
