import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { listAttention } from "@/lib/health/attention";
import type { HealthSettings } from "@/lib/health/status";
import { beat } from "@/lib/sync/heartbeats";
import { leaveForgotten, wantDelta, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { deliver, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const hour = 60 * minute;

let mirror: Mirror;
let komboIntegrationId: string;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 50 });
  komboIntegrationId = integrationOf(mirror).id;
  await beat(mirror.pool, "resident");
});
afterEach(() => mirror.stop());

async function attention() {
  const settings: HealthSettings = {
    keyId: mirror.deps.keyId,
    region: "EU",
    hasWebhookSecret: true,
    fullFetchCron: "0 2 * * 0",
    catchUpHours: 6,
    // The clock of these tests is moved by days; no loop runs beside it.
    driverBeatMs: 365 * 24 * hour,
    purgeAfterDays: 14,
    webhookUrl: "https://mirror.example/api/webhooks/kombo",
    isWebhookReachable: true,
    hasCronSecret: true,
    hasAlertTarget: true,
  };
  return listAttention(mirror.pool, settings, mirror.clock.now());
}

let named = 0;
function rename(options: { silent: boolean }): void {
  const [location] = mirror.kombo.expectedRecords(komboIntegrationId, "/hris/locations");
  const update = { kind: "update", model: "hris_locations", remoteId: remoteIdOf(location) } as const;
  mirror.kombo.mutate(komboIntegrationId, { ...update, fields: { name: `Place ${named++}` } }, options);
}

async function arrive(): Promise<void> {
  await mirror.deliverWebhooks();
  await mirror.drain();
}

/** Eight changes, one every 40 minutes, each announced. */
async function liveAWhile(): Promise<void> {
  for (let times = 0; times < 8; times++) {
    mirror.clock.advance(40 * minute);
    rename({ silent: false });
    await arrive();
  }
}

/** As long as a catch-up takes to come by itself, and its changes to be announced after all. */
async function catchUp(): Promise<void> {
  mirror.clock.advance(7 * hour);
  await mirror.drain();
  mirror.clock.advance(11 * minute);
}

describe("silence", () => {
  test("nothing is said and nothing moved: no alarm, however long", async () => {
    await liveAWhile();
    for (let times = 0; times < 4; times++) await catchUp();
    expect(await attention()).toEqual([]);
  });

  test("data moved and nothing was said: it is named with the run that found it, and ends with the next webhook", async () => {
    await liveAWhile();
    rename({ silent: true });
    await catchUp();
    const [silent, ...rest] = await attention();
    expect(rest).toEqual([]);
    expect(silent).toMatchObject({
      kind: "silent",
      title: "Acme: no webhook for 7 h, usually one every 40 min",
      action: expect.stringMatching(/^See \d+ changes$/),
      needsPerson: true,
    });
    const trigger = "SELECT trigger FROM sync_runs WHERE id = $1";
    expect(await readValue<string>(mirror.pool, trigger, [silent?.href.split("/").at(-1)])).toBe("catch_up");
    rename({ silent: false });
    await arrive();
    expect(await attention()).toEqual([]);
  });

  test("what a person forces right after a webhook, and what the first full fetch brought, is no silence", async () => {
    await liveAWhile();
    rename({ silent: true });
    mirror.clock.advance(minute);
    await wantFull(mirror, ["/hris/locations"]);
    await mirror.drain();
    mirror.clock.advance(20 * minute);
    expect(await attention()).toEqual([]);
  });
});

test("a held sweep, an endpoint that fails and a stale one are three causes, each with the way out", async () => {
  await leaveForgotten(mirror, 60);
  mirror.clock.advance(hour);
  await wantFull(mirror, ["/hris/employees"]);
  await mirror.drain();
  expect(await attention()).toMatchObject([{ kind: "held", action: "Review 60 records" }]);

  mirror.kombo.setFaults([
    { kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID", endpoint: "/hris/locations", times: 100 },
  ]);
  await wantDelta(mirror, "/hris/locations");
  await mirror.drain();
  const [failing] = await attention();
  expect(failing).toMatchObject({
    kind: "failing",
    title: "Acme: runs fail for locations",
    action: "See the failed run",
  });
  expect(failing?.href).toMatch(/^\/runs\/[0-9a-f-]{36}$/);
  expect(failing?.text).toContain("PLATFORM.INPUT_INVALID");

  mirror.kombo.setFaults([]);
  mirror.clock.advance(hour);
  await mirror.drain();
  await wantDelta(mirror, "/hris/locations");
  mirror.clock.advance(6 * minute);
  expect(await attention()).toMatchObject([{ kind: "held" }, { kind: "behind", heals: { komboIntegrationId } }]);
});

test("a delivery with a wrong signature is a cause until verified ones have come for an hour", async () => {
  await deliver(mirror, { body: "{}", signature: "wrong" });
  await deliver(mirror, { body: "{}", signature: null });
  expect(await attention()).toMatchObject([
    { kind: "rejected_webhooks", title: "1 delivery rejected in 24 h: signature does not match" },
  ]);
});
