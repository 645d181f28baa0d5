import type { RateLimit } from "./simulator";

export type RateLimitState = { readonly exceeded: boolean; readonly headers: Readonly<Record<string, string>> };

/** A fixed window, as Kombo's ratelimit headers suggest. */
export class RateLimiter {
  readonly #options: RateLimit;
  readonly #now: () => number;
  #windowEnd = 0;
  #used = 0;

  constructor(options: Partial<RateLimit> & { readonly now: () => number }) {
    const { now, ...limits } = options;
    this.#now = now;
    this.#options = { limit: 300, windowMs: 60_000, retryAfter: false, ...limits };
  }

  take(): RateLimitState {
    this.#openWindow();
    this.#used += 1;
    const exceeded = this.#used > this.#options.limit;
    return { exceeded, headers: this.#headers(exceeded) };
  }

  /** As if the window were used up; with `only` one header says until when. */
  exhaust(only?: "retry-after" | "ratelimit-reset"): RateLimitState {
    this.#openWindow();
    this.#used = Math.max(this.#used, this.#options.limit);
    const headers = this.#headers(true);
    if (only === undefined) return { exceeded: true, headers };
    const { "ratelimit-reset": reset = "0", "retry-after": _, ...others } = headers;
    return { exceeded: true, headers: only === "retry-after" ? { [only]: reset } : { ...others, [only]: reset } };
  }

  #openWindow(): void {
    if (this.#now() < this.#windowEnd) return;
    this.#windowEnd = this.#now() + this.#options.windowMs;
    this.#used = 0;
  }

  #headers(exceeded: boolean): Readonly<Record<string, string>> {
    const { limit, retryAfter } = this.#options;
    const reset = String(Math.max(0, Math.ceil((this.#windowEnd - this.#now()) / 1_000)));
    return {
      "ratelimit-limit": String(limit),
      "ratelimit-remaining": String(Math.max(0, limit - this.#used)),
      "ratelimit-reset": reset,
      ...(exceeded && retryAfter ? { "retry-after": reset } : {}),
    };
  }
}
