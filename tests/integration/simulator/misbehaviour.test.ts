import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { JsonObject } from "@/lib/simulator/json";
import { createManualClock, type ManualClock } from "@/lib/simulator/manual-clock";
import type { Simulator } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";
import { remoteIdOf } from "@/tests/support/mirror";

import { integrationOf, readPage } from "./kombo-reader";

let clock: ManualClock;
let simulator: Simulator;
let target: { readonly integrationId: string; readonly path: string };

beforeEach(async () => {
  clock = createManualClock(new Date("2026-03-02T09:00:00Z"));
  simulator = await startSimulator({ clock, size: 50, rateLimit: { limit: 3, retryAfter: true } });
  target = { integrationId: integrationOf(simulator, "HRIS"), path: "/hris/employees" };
});

afterEach(() => simulator.stop());

const read = (params: Readonly<Record<string, string>> = {}) => readPage(simulator, target, params);

const ids = (results: readonly JsonObject[]) => results.map(({ id }) => id);

describe("the rate limit", () => {
  it("is told on every answer and counts down", async () => {
    const first = await read();
    clock.advance(10_000);
    const second = await readPage(simulator, { ...target, apiKey: "wrong" });
    expect([first, second].map(({ headers }) => headers.get("ratelimit-remaining"))).toEqual(["2", "1"]);
    expect([first, second].map(({ headers }) => headers.get("ratelimit-reset"))).toEqual(["60", "50"]);
    expect(second.headers.get("ratelimit-limit")).toBe("3");
  });

  it("answers 429 when it is used up, and works again in the next window", async () => {
    await read();
    await read();
    await read();
    const refused = await read();
    expect(refused).toMatchObject({ status: 429, code: "PLATFORM.RATE_LIMIT_EXCEEDED" });
    expect(refused.headers.get("retry-after")).toBe("60");
    clock.advance(60_000);
    expect((await read()).status).toBe(200);
  });
});

describe("the simulator's clock", () => {
  it("is the Date of every answer", async () => {
    clock.advance(86_400_000);
    expect((await read()).headers.get("date")).toBe("Tue, 03 Mar 2026 09:00:00 GMT");
  });
});

describe("a fault", () => {
  it.each([
    [{ kind: "error", status: 500, code: "PLATFORM.UNKNOWN_ERROR" }, 500, "PLATFORM.UNKNOWN_ERROR"],
    [{ kind: "error", status: 422, code: "PLATFORM.SOMETHING_NEW" }, 422, "PLATFORM.SOMETHING_NEW"],
    [{ kind: "html", status: 502 }, 502, null],
    [{ kind: "rate-limited" }, 429, "PLATFORM.RATE_LIMIT_EXCEEDED"],
    [{ kind: "setup-sync-pending" }, 409, "INTEGRATION.SETUP_SYNC_PENDING"],
  ] as const)("of %j spoils one request and is over", async (fault, status, code) => {
    simulator.setFaults([fault]);
    expect(await read()).toMatchObject({ status, code });
    clock.advance(60_000);
    expect((await read()).status).toBe(200);
  });

  it.each([
    ["retry-after", null, "60"],
    ["ratelimit-reset", "60", null],
  ] as const)("of a used up limit can say so in %s alone", async (header, reset, retryAfter) => {
    simulator.setFaults([{ kind: "rate-limited", header }]);
    const { status, headers } = await read();
    expect([status, headers.get("ratelimit-reset"), headers.get("retry-after")]).toEqual([429, reset, retryAfter]);
  });

  it("can end a body early as if it were whole", async () => {
    simulator.setFaults([{ kind: "cut-json" }]);
    await expect(read()).rejects.toThrow(SyntaxError);
    expect((await read()).status).toBe(200);
  });

  it.each([{ kind: "truncated" }, { kind: "disconnect" }] as const)("of %j breaks the connection", async (fault) => {
    simulator.setFaults([fault]);
    await expect(read()).rejects.toThrow(/terminated|fetch failed/);
    expect((await read()).status).toBe(200);
  });

  it("that rejects cursors leaves first pages alone", async () => {
    simulator.setFaults([{ kind: "cursor-rejected" }]);
    const first = await read({ page_size: "10" });
    expect(await read({ page_size: "10", cursor: first.next ?? "" })).toMatchObject({
      status: 400,
      code: "PLATFORM.INPUT_INVALID",
    });
  });

  it.each([1, 2])("can lead cursors around for ever, %d long", async (length) => {
    await simulator.stop();
    simulator = await startSimulator({ clock, size: 50, rateLimit: { limit: 1_000 } });
    simulator.setFaults([{ kind: "cursor-loop", length, times: 100 }]);
    const cursors: (string | null)[] = [];
    for (let cursor = ""; cursors.length < 6;) {
      cursor = (await read({ page_size: "10", cursor })).next ?? "";
      cursors.push(cursor);
    }
    expect(new Set(cursors).size).toBe(length);
  });

  it("can begin a page too early or too late, or have nothing to give", async () => {
    const first = await read({ page_size: "10" });
    const next = (by: number) => {
      simulator.setFaults([{ kind: "shifted-page", by }]);
      return read({ page_size: "10", cursor: first.next ?? "" });
    };
    const early = await next(-3);
    clock.advance(60_000);
    const late = await next(3);
    expect(ids(early.results).slice(0, 3)).toEqual(ids(first.results).slice(-3));
    expect(ids(late.results).slice(0, 4)).toEqual(ids(early.results).slice(6));
    simulator.setFaults([{ kind: "empty-page" }]);
    expect(await read({ page_size: "10" })).toMatchObject({ status: 200, results: [], next: null });
  });

  it("that is slow answers when its time has come", async () => {
    simulator.setFaults([{ kind: "slow", ms: 5_000, endpoint: target.path }]);
    const order: string[] = [];
    const slow = read().finally(() => order.push("slow"));
    await readPage(simulator, { ...target, path: "/hris/groups" }).finally(() => order.push("quick"));
    // The slow one may still be on its way in, so one step of the clock could come too early.
    while (order.length < 2) {
      clock.advance(5_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await slow).status).toBe(200);
    expect(order).toEqual(["quick", "slow"]);
  });

  it("can spoil single records", async () => {
    const good = (await read({ page_size: "3" })).results;
    simulator.setFaults([
      { kind: "field", field: "employment_status", value: "ON_THE_MOON" },
      { kind: "missing-field", field: "id" },
    ]);
    expect((await read({ page_size: "3" })).results[0]).toEqual({ ...good[0], employment_status: "ON_THE_MOON" });
    expect((await read({ page_size: "3" })).results[0]).not.toHaveProperty("id");
    clock.advance(60_000);
    simulator.setFaults([{ kind: "repeated-record" }]);
    expect((await read({ page_size: "3" })).results).toEqual([...good, good[2]]);
  });

  it("waits for its endpoint, its integration and its turn", async () => {
    simulator.setFaults([{ kind: "html", status: 503, endpoint: "/hris/employees", after: 1, times: 1 }]);
    expect((await readPage(simulator, { ...target, path: "/hris/groups" })).status).toBe(200);
    expect((await read()).status).toBe(200);
    expect((await read()).status).toBe(503);
  });
});

describe("pages by time of change", () => {
  it("lose a record to the page before, and repeat the one that changed, when one changes in between", async () => {
    simulator.setPaging({ order: "changed", pageSizeMax: 10 });
    const first = await read();
    const [moved] = first.results;
    clock.advance(1);
    const change = { kind: "update", model: "hris_employees", remoteId: remoteIdOf(moved) } as const;
    simulator.mutate(target.integrationId, { ...change, fields: { last_name: "Elsewhere" } });
    const second = await read({ cursor: first.next ?? "" });
    simulator.setPaging({ pageSizeMax: 250 });
    const all = (await read({ page_size: "250" })).results.map(({ id }) => id);
    expect(all.at(-1)).toBe(moved?.["id"]);
    expect(second.results.map(({ id }) => id)).toEqual(all.slice(10, 20));
    expect(first.results.map(({ id }) => id)).not.toContain(all[9]);
  });
});

describe("the log", () => {
  it("keeps what was asked and answered", async () => {
    await read({ page_size: "7" });
    expect(simulator.requests).toEqual([
      {
        method: "GET",
        path: "/hris/employees",
        query: "page_size=7",
        integrationId: target.integrationId,
        status: 200,
        at: clock.now(),
      },
    ]);
  });
});

describe("stopping", () => {
  it("frees the port although clients keep their connections, and leaves requests refused", async () => {
    await read();
    simulator.setFaults([{ kind: "slow", ms: 60_000, endpoint: target.path }]);
    const waiting = read().then(
      () => "answered",
      () => "refused",
    );
    await readPage(simulator, { ...target, path: "/hris/groups" });
    await simulator.stop();
    expect(await waiting).toBe("refused");
    await expect(read()).rejects.toThrow("fetch failed");
  });
});

describe("models the tool does not offer", () => {
  it("are listed as not available, and their endpoint says so", async () => {
    const response = await fetch(`${simulator.url}/integrations/${encodeURIComponent(target.integrationId)}`, {
      headers: { authorization: `Bearer ${simulator.apiKey}` },
    });
    const { data } = await response.json();
    const off = data.read_models.filter((model: { is_available: boolean }) => !model.is_available);
    expect(off.map(({ id }: { id: string }) => id)).toEqual(["hris_timesheets"]);
    expect((await readPage(simulator, { ...target, path: "/hris/timesheets" })).code).toBe(
      "INTEGRATION.MODEL_NOT_AVAILABLE",
    );
    expect([...simulator.expectedRecords(target.integrationId, "/hris/timesheets")]).toEqual([]);
  });
});
