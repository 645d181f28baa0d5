import { afterEach, beforeEach, expect, test } from "vitest";

import type { TimelineEntry, TimelineFilters } from "@/lib/health/schema/timeline";
import { listTimeline } from "@/lib/health/timeline";
import { cancelRunByPerson } from "@/lib/sync/cancel-run";
import { changeSettings } from "@/lib/sync/change-settings";
import { forceFullFetch } from "@/lib/sync/force-full-fetch";
import { pauseIntegration, resumeIntegration } from "@/lib/sync/pause-integration";
import { rewindWatermark } from "@/lib/sync/rewind-watermark";
import { commandDepsOf, operator, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { acme, type Mirror, readValue } from "@/tests/support/mirror";

const minute = 60_000;
const second = { ...acme, organizationName: "Beta" };

let mirror: Mirror;
let komboIntegrationId: string;
let other: string;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 10, integrations: [acme, second] });
  [komboIntegrationId = "", other = ""] = mirror.kombo.integrations.map(({ id }) => id);
});
afterEach(() => mirror.stop());

const command = () => ({ actor: operator, komboIntegrationId });

async function readAll(filters: TimelineFilters = {}): Promise<readonly TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTimeline(mirror.pool, komboIntegrationId, { ...filters, ...(cursor ? { cursor } : {}) });
    entries.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return entries;
}

const deedsOf = (entries: readonly TimelineEntry[]) =>
  entries.flatMap((entry) => (entry.kind === "deed" ? [entry.deed.action] : []));

test("who did what stands among the runs and what Kombo said, newest first, each where it leads", async () => {
  const deps = commandDepsOf(mirror);
  await pauseIntegration(deps, command());
  mirror.clock.advance(minute);
  await resumeIntegration(deps, command());
  mirror.clock.advance(minute);
  await changeSettings(deps, { ...command(), settings: { confirmObjectiveSeconds: 3_600 } });
  mirror.clock.advance(minute);
  const to = new Date(mirror.clock.now().getTime() - 60 * minute).toISOString();
  await rewindWatermark(deps, { ...command(), endpoint: "/hris/employees", to });
  mirror.clock.advance(minute);
  mirror.kombo.setState(komboIntegrationId, { state: "INVALID" });
  await mirror.deliverWebhooks();

  const [newest, ...rest] = await readAll();
  expect(newest).toMatchObject({ kind: "event", event: { type: "integration-state-changed", state: "INVALID" } });
  expect(deedsOf(rest)).toEqual([
    "endpoint.rewind",
    "integration.change_settings",
    "integration.resume",
    "integration.pause",
  ]);
  expect(rest.find((entry) => entry.kind === "deed")).toMatchObject({ deed: { actorName: "Olga" } });
  expect(rest.some((entry) => entry.kind === "run" && entry.run.trigger === "initial")).toBe(true);
});

test("what is done to a run, and to all integrations at once, is part of it; what is done to another is not", async () => {
  const deps = commandDepsOf(mirror);
  await pauseIntegration(deps, { actor: operator, komboIntegrationId: other });
  await resumeIntegration(deps, { actor: operator, komboIntegrationId: other });
  const at = { ...command(), endpoints: null, dryRun: false };
  await forceFullFetch(mirror.deps, { ...at, komboIntegrationId: null });
  const runOf = (id: string) =>
    readValue<string>(
      mirror.pool,
      `SELECT r.id FROM sync_runs r JOIN integrations i ON i.id = r.integration_id
       WHERE i.kombo_integration_id = $1 AND r.state = 'queued' AND r.endpoint = '/hris/employees'`,
      [id],
    );
  const [own, foreign] = [await runOf(komboIntegrationId), await runOf(other)];
  mirror.clock.advance(minute);
  await cancelRunByPerson(deps, { actor: operator, runId: own });
  await cancelRunByPerson(deps, { actor: operator, runId: foreign });
  const deeds = (await readAll({ kind: "deed" })).flatMap((entry) => (entry.kind === "deed" ? [entry.deed] : []));
  // The full fetch is asked for by the database's clock, which is ahead of the test's.
  expect(deeds.map(({ action, runId }) => ({ action, runId }))).toEqual([
    { action: "full_fetch.request", runId: null },
    { action: "run.cancel", runId: own },
  ]);
});

test("its pages hold everything once, also where many things share an instant", async () => {
  const deps = commandDepsOf(mirror);
  for (let round = 0; round < 6; round++) {
    await wantFull(mirror, null);
    await pauseIntegration(deps, command());
    await resumeIntegration(deps, command());
    mirror.kombo.setState(komboIntegrationId, { qaStatus: "PASSED" });
    await mirror.deliverWebhooks();
    await mirror.drain();
  }
  const keys = (await readAll()).map((entry) =>
    entry.kind === "run" ? entry.run.id : entry.kind === "event" ? entry.event.id : `deed ${entry.deed.id}`,
  );
  expect(new Set(keys).size).toBe(keys.length);
  const stored = await readValue<number>(
    mirror.pool,
    `SELECT (SELECT count(*)::int FROM sync_runs WHERE integration_id = i.id) + (SELECT count(*)::int FROM webhook_events
       WHERE kombo_integration_id = $1 AND type LIKE 'integration-%') + (SELECT count(*)::int FROM audit_events)
     FROM integrations i WHERE kombo_integration_id = $1`,
    [komboIntegrationId],
  );
  expect(keys).toHaveLength(stored);
  expect(keys.length).toBeGreaterThan(80);
});
