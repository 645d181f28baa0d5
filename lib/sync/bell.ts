/** Rings whoever waits: something became due in this process. A ring while nobody waits is heard by the next to wait. */
export type Bell = {
  ring(): void;
  /**
   * Wakes those who wait now, at once, and is forgotten. A ring that one of them has heard is not: whoever is nudged may
   * leave without looking.
   */
  nudge(): void;
  /** Resolves at the next ring, or after `ms`. */
  wait(ms: number): Promise<void>;
};

/**
 * Nobody who waits is woken before this: under a storm of webhooks each rings, and whoever looked for work at every one of
 * them took a third of the process from those that bring it.
 */
const restMs = 50;

type Waiting = { readonly hear: () => void; readonly nudge: () => void };

export function createBell(): Bell {
  const waiting = new Set<Waiting>();
  let hasRung = false;
  return {
    ring() {
      hasRung = waiting.size === 0;
      for (const { hear } of waiting) hear();
    },
    nudge() {
      for (const { nudge } of waiting) nudge();
    },
    wait(ms) {
      return new Promise((resolve) => {
        const restedAt = performance.now() + restMs;
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(one);
          resolve();
        };
        let isHeard = false;
        // The first ring sets the time: were it set anew by each, a storm would put it off for ever.
        const hear = () => {
          if (isHeard) return;
          isHeard = true;
          clearTimeout(timer);
          timer = setTimeout(wake, Math.max(0, restedAt - performance.now()));
        };
        const nudge = () => {
          hasRung ||= isHeard;
          wake();
        };
        const one = { hear, nudge };
        let timer = setTimeout(wake, ms);
        waiting.add(one);
        if (hasRung) hear();
        hasRung = false;
      });
    },
  };
}
