import { afterEach, beforeEach, expect, test } from "vitest";

import { deriveAlertKey } from "@/lib/health/alerts/message";
import { watchAlerts } from "@/lib/health/alerts/watch";
import type { HealthSettings } from "@/lib/health/status";
import { isSignatureValid } from "@/lib/kombo/signature";
import { beat } from "@/lib/sync/heartbeats";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror } from "@/tests/support/mirror";

const minute = 60_000;
const key = deriveAlertKey("a secret of the tests, long enough for them");

type Told = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

let mirror: Mirror;
let told: Told[];
let status: number;
beforeEach(async () => {
  mirror = await startConnectedMirror();
  await beat(mirror.pool, "resident");
  told = [];
  status = 200;
});
afterEach(() => mirror.stop());

async function watch() {
  const settings: HealthSettings = {
    keyId: mirror.deps.keyId,
    region: "EU",
    hasWebhookSecret: true,
    fullFetchCron: "0 2 * * 0",
    catchUpHours: 6,
    driverBeatMs: 365 * 24 * 60 * minute,
    purgeAfterDays: 14,
    webhookUrl: "https://mirror.example/api/webhooks/kombo",
    isWebhookReachable: true,
    hasCronSecret: true,
    hasAlertTarget: true,
  };
  const target = {
    appUrl: "https://mirror.example",
    key,
    post: async (body: string, headers: Readonly<Record<string, string>>) => {
      told.push({ body, headers });
      return status;
    },
  };
  return watchAlerts({ pool: mirror.pool, clock: mirror.deps.clock, settings, target });
}

async function minutes(count: number): Promise<void> {
  for (let times = 0; times < count; times++) {
    mirror.clock.advance(minute);
    await watch();
  }
}

const setState = (state: string) => mirror.pool.query("UPDATE integrations SET state = $1", [state]);
const events = () => told.map(({ body }) => String(JSON.parse(body).event));

test("a cause is told once when it has lasted, and once when it is over, signed and without a name", async () => {
  await setState("INVALID");
  await minutes(5);
  expect(events()).toEqual(["alert.opened"]);
  await setState("ACTIVE");
  await minutes(5);
  expect(events()).toEqual(["alert.opened", "alert.closed"]);
  for (const { body, headers } of told) {
    const signature = headers["x-kombo-mirror-signature"] ?? "";
    expect(isSignatureValid({ body: Buffer.from(body), signature, secrets: [key] })).toBe(true);
    expect(body).toContain(integrationOf(mirror).id);
    expect(body).not.toContain("Acme");
  }
});

test("what is over before it was told is never told", async () => {
  await setState("INVALID");
  await watch();
  await setState("ACTIVE");
  await minutes(6);
  expect(told).toEqual([]);
});

test("one that does not arrive is tried again, later each time, until it does", async () => {
  status = 500;
  await setState("INVALID");
  await minutes(8);
  expect(told.length).toBeGreaterThan(2);
  expect(told.length).toBeLessThan(6);
  status = 200;
  await minutes(10);
  const arrived = told.length;
  await minutes(10);
  expect(told.length).toBe(arrived);
  expect(new Set(told.map(({ headers }) => headers["x-kombo-mirror-delivery"])).size).toBe(1);
});

test("two processes at the same instant tell it once", async () => {
  await setState("INVALID");
  await watch();
  mirror.clock.advance(2 * minute);
  await Promise.all([watch(), watch(), watch()]);
  expect(events()).toEqual(["alert.opened"]);
});
