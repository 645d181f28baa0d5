import { afterEach, beforeEach, expect, test } from "vitest";

import { getCutover } from "@/lib/health/get-cutover";
import type { CutoverPhase } from "@/lib/health/schema/cutover";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const day = 24 * 60 * minute;

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror();
});
afterEach(() => mirror.stop());

const read = () => getCutover(mirror.pool, integrationOf(mirror).id, mirror.clock.now());

async function phase(kind: CutoverPhase["kind"]): Promise<CutoverPhase | undefined> {
  return (await read()).phases.find((found) => found.kind === kind);
}

let renamed = 0;
function rename(options: { silent: boolean } = { silent: false }): void {
  const [location] = mirror.kombo.expectedRecords(integrationOf(mirror).id, "/hris/locations");
  mirror.kombo.mutate(
    integrationOf(mirror).id,
    { kind: "update", model: "hris_locations", remoteId: remoteIdOf(location), fields: { name: `Place ${renamed++}` } },
    options,
  );
}

function finishSync(): void {
  const { id, tool, category } = integrationOf(mirror);
  mirror.kombo.sendWebhook("sync-finished", {
    integration_id: id,
    integration_tool: tool,
    integration_category: category,
  });
}

async function arrive(): Promise<void> {
  await mirror.deliverWebhooks();
  await mirror.drain();
  mirror.clock.advance(20 * minute);
}

test("phase 1 is done once data-changed events arrive and every one that marked something caused a run", async () => {
  expect(await phase("announced")).toMatchObject({ isDone: false, events: 0, lastAt: null });
  rename();
  await arrive();
  expect(await phase("announced")).toMatchObject({ isDone: true, unserved: 0 });
});

test("phase 2 is done while every endpoint had a complete full fetch within eight days", async () => {
  expect(await phase("safety_net")).toMatchObject({ isDone: true, overdue: 0 });
  mirror.clock.advance(9 * day);
  expect(await phase("safety_net")).toMatchObject({ isDone: false });
});

test("phase 3 counts legacy events that brought what no data-changed had announced", async () => {
  rename();
  await arrive();
  finishSync();
  await arrive();
  expect(await phase("covered")).toMatchObject({ isDone: true, events: 1, uncovered: 0 });

  rename({ silent: true });
  finishSync();
  await arrive();
  expect(await phase("covered")).toMatchObject({ isDone: false, events: 2, uncovered: 1 });
  expect((await read()).isReady).toBe(false);
});

test("phase 4: ignored legacy events are stored and counted, and cause nothing", async () => {
  await mirror.pool.query("UPDATE integrations SET legacy_events = 'ignore'");
  finishSync();
  await arrive();
  expect(await phase("cut_over")).toEqual({ kind: "cut_over", isDone: true, ignored: 1 });
});
