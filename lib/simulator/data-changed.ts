import type { Timers } from "./timers";

type Window = { readonly pending: Set<string>; cancel: () => void };

/**
 * Kombo's debounce: the first change is announced at once, everything else within the window in one event at its end,
 * with the names merged. One window per integration.
 */
export class DataChangedDebounce {
  readonly #timers: Timers;
  readonly #windowMs: () => number;
  readonly #announce: (integrationId: string, models: readonly string[]) => void;
  readonly #windows = new Map<string, Window>();

  constructor(options: {
    readonly timers: Timers;
    readonly windowMs: () => number;
    readonly announce: (integrationId: string, models: readonly string[]) => void;
  }) {
    this.#timers = options.timers;
    this.#windowMs = options.windowMs;
    this.#announce = options.announce;
  }

  add(integrationId: string, models: readonly string[]): void {
    const open = this.#windows.get(integrationId);
    if (open) {
      for (const model of models) open.pending.add(model);
      return;
    }
    this.#announce(integrationId, models);
    this.#open(integrationId);
  }

  /** Announces at once what is held back. */
  flush(): void {
    for (const [integrationId, { pending }] of this.#windows) {
      if (pending.size === 0) continue;
      const models = [...pending];
      pending.clear();
      this.#announce(integrationId, models);
    }
  }

  #open(integrationId: string): void {
    const pending = new Set<string>();
    const cancel = this.#timers.after(this.#windowMs(), () => {
      this.#windows.delete(integrationId);
      if (pending.size === 0) return;
      this.#announce(integrationId, [...pending]);
      this.#open(integrationId);
    });
    this.#windows.set(integrationId, { pending, cancel });
  }
}
