import type { SimulatorClock } from "./simulator";

/** Every timer of one simulator, so that stopping it leaves none behind. */
export class Timers {
  readonly #clock: SimulatorClock;
  readonly #cancels = new Set<() => void>();

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now().getTime();
  }

  after(ms: number, run: () => void): () => void {
    const cancel = () => {
      stop();
      this.#cancels.delete(cancel);
    };
    const timer = {
      ms,
      run: () => {
        this.#cancels.delete(cancel);
        run();
      },
    };
    const stop = this.#clock.setTimer?.(timer) ?? realTimer(timer);
    this.#cancels.add(cancel);
    return cancel;
  }

  /** Real time whatever the clock says: life goes on while somebody watches. */
  every(ms: number, run: () => void): void {
    const timer = setInterval(run, ms);
    this.#cancels.add(() => clearInterval(timer));
  }

  stop(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}

function realTimer({ ms, run }: { readonly ms: number; readonly run: () => void }): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
