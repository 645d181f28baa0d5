import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decideSilence, type SilenceFacts } from "@/lib/health/silence";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = new Date("2026-11-20T14:33:00.000Z");
const ago = (ms: number) => new Date(now.getTime() - ms);

const found = { changes: 18, runId: "run-1", foundAt: ago(hour) };
const everyForty = Array.from({ length: 30 }, () => 40 * minute);

function facts(part: Partial<SilenceFacts>): SilenceFacts {
  return {
    lastAnnouncedAt: ago(26 * hour),
    createdAt: ago(90 * day),
    gapsMs: everyForty,
    unannounced: found,
    ...part,
  };
}

describe("silence is judged against the integration's own rhythm, and only when data moved", () => {
  it("says since when, how often something usually comes, and what was found", () => {
    expect(decideSilence(facts({}), now)).toEqual({ since: ago(26 * hour), usualGapMs: 40 * minute, ...found });
  });

  it.each<[string, Partial<SilenceFacts>, boolean]>([
    ["nothing moved: quiet is no alarm", { unannounced: null }, false],
    ["nothing moved for months", { unannounced: null, lastAnnouncedAt: ago(60 * day) }, false],
    ["three usual gaps are not over", { lastAnnouncedAt: ago(119 * minute) }, false],
    ["three usual gaps are over", { lastAnnouncedAt: ago(121 * minute) }, true],
    [
      "somebody who chatters each second has an hour",
      { gapsMs: everyForty.map(() => 1_000), lastAnnouncedAt: ago(59 * minute) },
      false,
    ],
    [
      "nights are part of its rhythm",
      { gapsMs: [...everyForty, ...Array.from({ length: 3 }, () => 14 * hour)], lastAnnouncedAt: ago(13 * hour) },
      false,
    ],
    [
      "longer than its nights",
      { gapsMs: [...everyForty, ...Array.from({ length: 3 }, () => 14 * hour)], lastAnnouncedAt: ago(15 * hour) },
      true,
    ],
    [
      "whoever speaks once a month is waited for a week at most",
      { gapsMs: everyForty.map(() => 30 * day), lastAnnouncedAt: ago(8 * day) },
      true,
    ],
    ["too few events tell no rhythm: a day", { gapsMs: [minute], lastAnnouncedAt: ago(23 * hour) }, false],
    ["too few events, and the day is over", { gapsMs: [minute], lastAnnouncedAt: ago(25 * hour) }, true],
    ["no event ever, and new", { lastAnnouncedAt: null, gapsMs: [], createdAt: ago(2 * hour) }, false],
    ["no event ever, for two days", { lastAnnouncedAt: null, gapsMs: [], createdAt: ago(2 * day) }, true],
  ])("%s", (_, part, isSilent) => {
    expect(decideSilence(facts(part), now) !== null).toBe(isSilent);
  });

  it("a rhythm that nobody has is not told", () => {
    expect(decideSilence(facts({ gapsMs: [minute], lastAnnouncedAt: ago(2 * day) }), now)?.usualGapMs).toBeNull();
  });

  it("once silent it stays silent as long as nothing comes", () => {
    const property = fc.property(
      fc.array(fc.integer({ min: 0, max: 40 * day }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 60 * day }),
      fc.integer({ min: 0, max: 60 * day }),
      (gapsMs, quietMs, moreMs) => {
        const quiet = (ms: number) => decideSilence(facts({ gapsMs, lastAnnouncedAt: ago(ms) }), now) !== null;
        return !quiet(quietMs) || quiet(quietMs + moreMs);
      },
    );
    expect(fc.check(property).failed).toBe(false);
  });
});
