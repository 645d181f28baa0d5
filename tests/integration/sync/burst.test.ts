import { afterEach, beforeEach, expect, test } from "vitest";

import { createManualClock } from "@/lib/simulator/manual-clock";
import { createBell } from "@/lib/sync/bell";
import { tick } from "@/lib/sync/tick";
import { wantFull } from "@/tests/support/commands";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { passTime } from "@/tests/support/slow-kombo";

const endpoint = "/hris/employees";
const pageMs = 200;
const eventsWanted = 200;
/** 200 events in ten seconds, at 200 ms a page. */
const eventsPerPage = 4;

const company = (organizationName: string) => ({ category: "HRIS" as const, tool: "personio", organizationName });

let mirror: Mirror;
let meanwhile: () => Promise<void>;
beforeEach(async () => {
  const clock = createManualClock(new Date("2026-11-20T09:00:00.000Z"));
  meanwhile = async () => undefined;
  mirror = await startMirror(
    {
      size: 800,
      paging: { pageSizeMax: 20 },
      integrations: [company("Acme"), company("Beta")],
      clock: passTime(clock, { isSlow: (ms) => ms === pageMs, meanwhile: () => meanwhile() }),
      // Each change an event of its own.
      webhook: { debounceMs: 0 },
    },
    clock,
  );
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();
  await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [endpoint]);
  await mirror.drain();
});
afterEach(() => mirror.stop());

type Deltas = { readonly running: number; readonly queued: number };

test("I13, I6: 200 events during full fetches: one running and one waiting delta at most, the first done long before", async () => {
  const [busy, other] = mirror.kombo.integrations;
  if (!busy || !other) throw new Error("The simulator has no integrations");
  mirror.clock.advance(60_000);
  mirror.kombo.setFaults([{ kind: "slow", ms: pageMs, endpoint, times: 100_000 }]);
  await wantFull(mirror, [endpoint]);
  const startedAt = mirror.clock.now();
  const seen: Deltas[] = [];
  const bell = createBell();
  let events = 0;
  meanwhile = async () => {
    for (let sent = 0; sent < eventsPerPage && events < eventsWanted; sent++) {
      events++;
      // Nobody's manager: a manager's name is in the records of others, which would come too.
      const remoteId = String(300 + events);
      const fields = { last_name: `Renamed ${events}` };
      mirror.kombo.mutate(busy.id, { kind: "update", model: "hris_employees", remoteId, fields });
      await mirror.deliverWebhooks();
      // As the webhook's door does.
      bell.ring();
      seen.push(await countDeltas());
    }
  };
  // One tick leaves nothing that is due: not the full fetch either that deltas held up until all other workers were idle.
  await tick(mirror.deps, { budgetMs: 50_000, concurrency: 2, bell });

  expect(events).toBe(eventsWanted);
  const marks = "SELECT count(*)::int FROM endpoint_marks WHERE trigger = 'webhook'";
  expect(await readValue(mirror.pool, marks)).toBeGreaterThanOrEqual(eventsWanted);
  expect(Math.max(...seen.map(({ running }) => running))).toBe(1);
  expect(Math.max(...seen.map(({ queued }) => queued))).toBeLessThanOrEqual(1);

  const ofBusy = `FROM sync_runs r JOIN integrations i ON i.id = r.integration_id AND i.kombo_integration_id = $1
    WHERE r.created_at >= $2`;
  const given = [busy.id, startedAt];
  expect(await readValue(mirror.pool, `SELECT bool_and(r.state = 'succeeded') ${ofBusy}`, given)).toBe(true);
  // Each starts after the page in hand, and those two asked for ahead of it.
  const firstDelta = `${ofBusy} AND r.mode = 'delta'`;
  const wait = await readValue<string>(
    mirror.pool,
    `SELECT extract(epoch FROM min(r.started_at) - $2::timestamptz) * 1000 ${firstDelta}`,
    given,
  );
  expect(Number(wait)).toBeLessThanOrEqual(4 * pageMs);
  const share = `SELECT (SELECT extract(epoch FROM min(r.finished_at) - $2::timestamptz) ${firstDelta})
    / (SELECT extract(epoch FROM max(r.finished_at) - $2::timestamptz) ${ofBusy} AND r.mode = 'full')`;
  expect(Number(await readValue(mirror.pool, share, given))).toBeLessThan(0.1);
  await expectEndpointEqual(mirror, busy.id, endpoint);
});

async function countDeltas(): Promise<Deltas> {
  const { rows } = await mirror.pool.query<Deltas>(
    `SELECT coalesce(max(running), 0)::int AS running, coalesce(max(queued), 0)::int AS queued FROM (
       SELECT count(*) FILTER (WHERE state = 'running') AS running, count(*) FILTER (WHERE state = 'queued') AS queued
       FROM sync_runs WHERE mode = 'delta' GROUP BY integration_id, endpoint) x`,
  );
  return rows[0] ?? { running: 0, queued: 0 };
}
