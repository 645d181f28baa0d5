import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { listEndpoints } from "@/lib/kombo/endpoints";
import type { SimulatedIntegration } from "@/lib/simulator/simulator";
import { wantFull } from "@/tests/support/commands";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { type Mirror, readValue, startMirror } from "@/tests/support/mirror";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startMirror({ size: 60 });
  await mirror.connect();
});
afterEach(() => mirror.stop());

const minute = 60_000;

/** Every record Kombo would list, deleted ones included, is in the mirror with equal content and the same tombstone. */
async function expectEqual(integration: SimulatedIntegration): Promise<number> {
  let compared = 0;
  for (const { path } of listEndpoints(integration.category)) {
    const isOffered = await readValue<boolean>(
      mirror.pool,
      "SELECT unavailable_reason IS NULL FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id WHERE i.kombo_integration_id = $1 AND s.endpoint = $2",
      [integration.id, path],
    );
    if (!isOffered) continue;
    await expectEndpointEqual(mirror, integration.id, path);
    compared += [...mirror.kombo.expectedRecords(integration.id, path)].length;
  }
  return compared;
}

async function fullFetch(): Promise<void> {
  await wantFull(mirror, null);
  await mirror.drain();
}

describe("the mirror equals Kombo, record by record", () => {
  test("after the first full fetch of HRIS, ATS and LMS", async () => {
    expect(mirror.kombo.integrations.map(({ category }) => category)).toEqual(["HRIS", "ATS", "LMS"]);
    for (const integration of mirror.kombo.integrations) {
      expect(await expectEqual(integration)).toBeGreaterThan(100);
    }
  });

  test("after sixty seeded mutations, deletions and undeletes, in guide mode by deltas alone", async () => {
    mirror.kombo.setUpdatedAfterMode("guide");
    for (const integration of mirror.kombo.integrations) {
      for (let step = 0; step < 60; step++) {
        mirror.clock.advance(minute);
        mirror.kombo.life.step(integration.id);
        if (step % 7 === 0) {
          await mirror.deliverWebhooks();
          await mirror.drain();
        }
      }
      await mirror.deliverWebhooks();
      await mirror.drain();
      await expectEqual(integration);
    }
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sync_runs WHERE mode = 'delta'")).toBeGreaterThan(
      10,
    );
    expect(
      await readValue(
        mirror.pool,
        "SELECT count(*)::int FROM sync_runs WHERE state <> 'succeeded' AND error_code NOT LIKE '%MODEL_NOT_AVAILABLE'",
      ),
    ).toBe(0);
  });

  test("after lost webhooks, once a full fetch has run", async () => {
    for (const integration of mirror.kombo.integrations) {
      for (let step = 0; step < 40; step++) {
        mirror.clock.advance(minute);
        mirror.kombo.life.step(integration.id, { silent: step % 2 === 0 });
      }
    }
    await mirror.deliverWebhooks();
    await mirror.drain();
    mirror.clock.advance(10 * minute);
    await fullFetch();
    for (const integration of mirror.kombo.integrations) await expectEqual(integration);
  });

  test("I10: a second full fetch of what did not change writes no row and no change", async () => {
    const before = await readValue<string>(
      mirror.pool,
      "SELECT md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)) FROM records",
    );
    const changes = await readValue<number>(mirror.pool, "SELECT count(*)::int FROM record_changes");
    mirror.clock.advance(minute);
    await fullFetch();
    expect(
      await readValue(mirror.pool, "SELECT md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)) FROM records"),
    ).toBe(before);
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM record_changes")).toBe(changes);
    expect(
      await readValue(mirror.pool, "SELECT sum(unchanged) = sum(received) FROM sync_runs WHERE trigger = 'manual'"),
    ).toBe(true);
  });
});
