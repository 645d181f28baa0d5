import type { SimulatorClock } from "./simulator";

export type ManualClock = Required<SimulatorClock> & {
  /** Moves on, firing what is due on the way in its order. */
  advance(ms: number): void;
};

type Timer = { readonly at: number; readonly run: () => void };

/** A clock that stands still until it is moved: for tests that must not sleep. */
export function createManualClock(start: Date): ManualClock {
  let time = start.getTime();
  const timers = new Set<Timer>();

  function nextDue(end: number): Timer | null {
    const due = [...timers].filter(({ at }) => at <= end);
    return due.toSorted((left, right) => left.at - right.at)[0] ?? null;
  }

  return {
    now: () => new Date(time),
    setTimer: ({ ms, run }) => {
      const timer = { at: time + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      const end = time + ms;
      for (let timer = nextDue(end); timer; timer = nextDue(end)) {
        timers.delete(timer);
        time = Math.max(time, timer.at);
        timer.run();
      }
      time = end;
    },
  };
}
