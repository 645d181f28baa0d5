import type { ManualClock } from "@/lib/simulator/manual-clock";
import type { SimulatorClock } from "@/lib/simulator/simulator";

/** Nobody waits for a slow answer: `meanwhile` happens, then its time passes at once. */
export function passTime(
  clock: ManualClock,
  options: { readonly isSlow: (ms: number) => boolean; readonly meanwhile: (ms: number) => unknown },
): SimulatorClock {
  return {
    now: clock.now,
    setTimer(timer) {
      const cancel = clock.setTimer(timer);
      if (options.isSlow(timer.ms)) setImmediate(() => void endWait(timer.ms));
      return cancel;
    },
  };

  async function endWait(ms: number): Promise<void> {
    await options.meanwhile(ms);
    clock.advance(ms);
  }
}
