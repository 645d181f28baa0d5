import { describe, test } from "vitest";

import { expectEqualToKombo, expectLawful, expectReversible } from "@/tests/support/expect-truth";
import { planHistory } from "@/tests/support/history";
import { liveThrough } from "@/tests/support/live-history";

const first = Number(process.env["FAULTS_SEED"] ?? "1");
const count = Number(process.env["FAULTS_HISTORIES"] ?? "20");
const seeds = Array.from({ length: count }, (_, index) => first + index);

// At the same time: one computes while the other's database does.
describe.concurrent("I5, I7, I8, I9: whatever happened, once it is calm and a full fetch has run, the mirror equals Kombo", () => {
  test.each(seeds)("repeated with: npm run test:faults -- --seed %d", async (seed) => {
    const lived = await liveThrough(planHistory(seed));
    try {
      await expectEqualToKombo(lived);
      await expectLawful(lived);
      await expectReversible(lived);
    } finally {
      await lived.mirror.stop();
    }
  });
});
