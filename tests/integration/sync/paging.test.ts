import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { claimWork } from "@/lib/sync/claim-work";
import { runSlice } from "@/lib/sync/run-slice";
import { wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { idOf, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const endpoint = "/hris/employees";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 60, paging: { pageSizeMax: 10 } });
});
afterEach(() => mirror.stop());

const integrationId = () => integrationOf(mirror).id;
const newestRun = <Value>(expression: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM sync_runs ORDER BY created_at DESC LIMIT 1`);

const expectEqual = () => expectEndpointEqual(mirror, integrationId(), endpoint);

describe("cursors that lead nowhere", () => {
  test.each([1, 2, 4])("I16: a loop of %d fails its run instead of being followed for ever", async (length) => {
    const watermark = "SELECT watermark FROM endpoint_states WHERE endpoint = $1";
    const before = await readValue<Date>(mirror.pool, watermark, [endpoint]);
    mirror.kombo.setFaults([{ kind: "cursor-loop", length, endpoint, times: 1_000 }]);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    expect(await newestRun("state || ' ' || error_code")).toBe("failed NO_PROGRESS");
    expect(await newestRun("pages")).toBeLessThanOrEqual(length + 1);
    expect(await readValue(mirror.pool, watermark, [endpoint])).toEqual(before);
    mirror.kombo.setFaults([]);
    mirror.clock.advance(20 * minute);
    await mirror.drain();
    expect(await newestRun("state")).toBe("succeeded");
    await expectEqual();
  });
});

describe("records that are elsewhere when they are asked for", () => {
  test("I9: one that moved up past the pass by a change of another is missed by it, asked for again, and kept", async () => {
    mirror.kombo.setPaging({ order: "changed" });
    mirror.kombo.setFaults([{ kind: "html", status: 502, endpoint, after: 2, times: 3 }]);
    await wantFull(mirror, [endpoint]);
    const outcome = await claimWork(mirror.deps);
    if (outcome.kind !== "claimed") throw new Error(outcome.kind);
    await runSlice(mirror.deps, outcome.claim);
    const seen = new Set(await readValue<string[]>(mirror.pool, "SELECT ids FROM run_seen_ids WHERE page = 1"));
    // Nobody's manager, so that no copy of it is in a record that was read before.
    const moved = [...mirror.kombo.expectedRecords(integrationId(), endpoint)].find(
      (record) => seen.has(idOf(record)) && Number(record["remote_id"]) > 10,
    );
    mirror.kombo.mutate(
      integrationId(),
      { kind: "update", model: "hris_employees", remoteId: remoteIdOf(moved), fields: { last_name: "Elsewhere" } },
      { silent: true },
    );
    mirror.clock.advance(minute);
    await mirror.drain();
    const asked = mirror.kombo.requests.filter(({ query }) => new URLSearchParams(query).has("ids"));
    expect(asked).toHaveLength(1);
    expect(await newestRun("state || ' ' || swept || ' ' || created")).toBe("succeeded 0 0");
    await expectEqual();
  });

  test.each([
    ["repeated across pages", -4],
    ["passed over", 4],
  ])("I9, I14: records %s are neither doubled nor tombstoned", async (_, by) => {
    mirror.kombo.setFaults([{ kind: "shifted-page", by, endpoint, after: 1, times: 2 }]);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept")).toBe("succeeded 0");
    expect(await newestRun("received = unchanged AND received >= 60")).toBe(true);
    await expectEqual();
  });

  test("I9: an empty full fetch is held for a person, and nothing is tombstoned", async () => {
    mirror.kombo.setFaults([{ kind: "empty-page", endpoint }]);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    expect(await newestRun("state || ' ' || error_code")).toBe("needs_review SWEEP_HELD");
    await expectEqual();
  });

  test("I9: a pass that ends early asks again for all it did not see, in parts where Kombo gives fewer at once", async () => {
    mirror.kombo.setFaults([{ kind: "empty-page", endpoint, after: 4 }]);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept || ' ' || received")).toBe("succeeded 0 60");
    await expectEqual();
  });
});
