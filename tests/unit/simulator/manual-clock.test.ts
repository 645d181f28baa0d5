import { describe, expect, it } from "vitest";

import { createManualClock } from "@/lib/simulator/manual-clock";

describe("a manual clock", () => {
  it("fires what is due on the way, in its order and at its time", () => {
    const clock = createManualClock(new Date(0));
    const seen: string[] = [];
    const note = (name: string) => () => {
      seen.push(`${name} at ${clock.now().getTime()}`);
    };
    clock.setTimer({ ms: 20, run: note("late") });
    clock.setTimer({ ms: 10, run: note("early") });
    clock.setTimer({ ms: 31, run: note("never") });
    clock.advance(30);
    expect(seen).toEqual(["early at 10", "late at 20"]);
    expect(clock.now().getTime()).toBe(30);
  });

  it("does not fire what was cancelled", () => {
    const clock = createManualClock(new Date(0));
    let fired = false;
    const cancel = clock.setTimer({
      ms: 1,
      run: () => {
        fired = true;
      },
    });
    cancel();
    clock.advance(10);
    expect(fired).toBe(false);
  });
});
