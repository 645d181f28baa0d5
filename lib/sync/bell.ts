/** Rings whoever waits: something became due in this process. A ring while nobody waits is heard by the next to wait. */
export type Bell = {
  ring(): void;
  /** Wakes those who wait now, and is forgotten. */
  nudge(): void;
  /** Resolves at the next ring, or after `ms`. */
  wait(ms: number): Promise<void>;
};

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  let hasRung = false;
  return {
    ring() {
      hasRung = waiting.size === 0;
      for (const wake of waiting) wake();
    },
    nudge() {
      for (const wake of waiting) wake();
    },
    wait(ms) {
      if (hasRung) {
        hasRung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        waiting.add(wake);
      });
    },
  };
}
