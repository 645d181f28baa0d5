import { describe, expect, it } from "vitest";

import {
  cutId,
  formatAbout,
  formatAge,
  formatBytes,
  formatCalendarDay,
  formatClockMs,
  formatCount,
  formatDeadline,
  formatDuration,
  formatList,
  formatMoment,
  formatPercent,
  formatScheduleUtc,
  formatStep,
  formatUntil,
  formatUtc,
} from "@/lib/format";

const now = new Date(2026, 10, 20, 14, 33, 0);
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

function before(ms: number): Date {
  return new Date(now.getTime() - ms);
}

function after(ms: number): Date {
  return new Date(now.getTime() + ms);
}

describe("an age is one unit", () => {
  it.each([
    [0, "0 s"],
    [9 * second, "9 s"],
    [59_999, "59 s"],
    [12 * minute, "12 min"],
    [72 * minute, "72 min"],
    [2 * hour, "2 h"],
    [26 * hour, "26 h"],
    [3 * day, "3 d"],
  ])("%d ms reads as %s", (ms, text) => {
    expect(formatAge(before(ms), now)).toBe(text);
  });

  it("never counts below zero when two clocks differ", () => {
    expect(formatAge(after(5 * second), now)).toBe("0 s");
  });
});

describe("a moment is as short as it stays clear", () => {
  it.each([
    [new Date(2026, 10, 20, 14, 21, 43), "14:21:43"],
    [new Date(2026, 10, 20, 0, 0, 1), "00:00:01"],
    [new Date(2026, 10, 19, 22, 10), "Thu 22:10"],
    [new Date(2026, 10, 14, 2, 0), "Sat 02:00"],
    [new Date(2026, 10, 13, 2, 0), "13 Nov 02:00"],
    [new Date(2026, 10, 3, 8, 14), "3 Nov 08:14"],
    [new Date(2025, 10, 3, 8, 14), "3 Nov 2025"],
    [new Date(2026, 10, 22, 2, 0), "Sun 02:00"],
  ])("%s reads as %s", (date, text) => {
    expect(formatMoment(date, now)).toBe(text);
  });

  it("leaves the seconds out of a deadline", () => {
    expect(formatDeadline(new Date(2026, 10, 20, 14, 36, 20), now)).toBe("14:36");
    expect(formatDeadline(new Date(2026, 10, 21, 14, 36), now)).toBe("Sat 14:36");
  });
});

describe("the time until is two units at most", () => {
  it.each([
    [41 * second, "41 s"],
    [3 * minute, "3 min"],
    [5 * hour + 10 * minute, "5 h 10 min"],
    [36 * hour, "1 d 12 h"],
    [2 * day, "2 d"],
    [-5 * second, "0 s"],
  ])("%d ms reads as %s", (ms, text) => {
    expect(formatUntil(after(ms), now)).toBe(text);
  });
});

describe("a duration", () => {
  it.each([
    [38, "38 ms"],
    [900, "0.9 s"],
    [9_949, "9.9 s"],
    [9_950, "10 s"],
    [48 * second, "48 s"],
    [59_499, "59 s"],
    [59_500, "1 min 00 s"],
    [2 * minute + 51 * second, "2 min 51 s"],
    [hour + 4 * minute, "1 h 04 min"],
  ])("of %d ms reads as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it("of one step has hundredths of a second", () => {
    expect(formatStep(1_234)).toBe("1.23 s");
    expect(formatStep(40)).toBe("40 ms");
  });
});

describe("numbers", () => {
  it("have one decimal in per cent only where it matters", () => {
    expect(formatPercent(0.0737)).toBe("7.4 %");
    expect(formatPercent(0.61)).toBe("61 %");
    expect(formatPercent(0)).toBe("0 %");
    expect(formatPercent(1)).toBe("100 %");
  });

  it("that are estimates keep three digits", () => {
    expect(formatAbout(148_213)).toBe((148_000).toLocaleString());
    expect(formatAbout(48_213)).toBe((48_200).toLocaleString());
    expect(formatAbout(612)).toBe("612");
  });

  it("agree with what they count", () => {
    expect(formatCount(1, "endpoint")).toBe("1 endpoint");
    expect(formatCount(0, "endpoint")).toBe("0 endpoints");
    expect(formatCount(2, "retry", "retries")).toBe("2 retries");
  });

  it("of bytes step by a thousand", () => {
    expect(formatBytes(412)).toBe("412 bytes");
    expect(formatBytes(1_400)).toBe("1.4 kB");
    expect(formatBytes(1_400_000)).toBe("1.4 MB");
  });
});

describe("in every zone", () => {
  const instant = new Date("2026-11-20T13:21:43.106Z");

  it("the exact time is UTC to the millisecond", () => {
    expect(formatUtc(instant)).toBe("2026-11-20 13:21:43.106 UTC");
  });

  it("a schedule is written in UTC", () => {
    expect(formatScheduleUtc(new Date("2026-11-22T02:00:00Z"))).toBe("Sun 02:00 UTC");
  });

  it("a day without a time is that day", () => {
    expect(formatCalendarDay(2019, 3, 4)).toBe("4 Mar 2019");
  });

  it("a clock with milliseconds is local", () => {
    expect(formatClockMs(new Date(2026, 10, 20, 14, 29, 51, 204))).toBe("14:29:51.204");
  });
});

describe("what is long is cut", () => {
  it("in the middle of an id", () => {
    expect(cutId("Cbfk5sHtDxrSrJBRjsDtbaN9")).toBe("Cbfk5sHt…tbaN9");
    expect(cutId("short")).toBe("short");
  });

  it("at the end of a list, with how many are left", () => {
    expect(formatList(["a", "b"])).toBe("a, b");
    expect(formatList(["a", "b", "c", "d"])).toBe("a, b and 2 more");
  });
});
