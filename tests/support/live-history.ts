import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { createManualClock } from "@/lib/simulator/manual-clock";
import type { SimulatedIntegration } from "@/lib/simulator/simulator";
import { cancelRunByPerson } from "@/lib/sync/cancel-run";
import { leaseMs } from "@/lib/sync/limits";
import { pauseIntegration, resumeIntegration } from "@/lib/sync/pause-integration";
import { tick } from "@/lib/sync/tick";

import { aroundPages, commandDepsOf, operator, wantFull } from "./commands";
import { type History, slowness, type Step } from "./history";
import { integrationOf, type Mirror, readValue, startMirror } from "./mirror";
import { createMortalPool, type Fate } from "./mortal-pool";
import { passTime } from "./slow-kombo";

const hour = 3_600_000;
const tickBudget = { budgetMs: 60_000, concurrency: 2 };

export type LivedHistory = {
  readonly history: History;
  readonly mirror: Mirror;
  readonly integration: SimulatedIntegration;
};

/** Everything that happens, then calm: no fault is left, every mark is served, and a weekly full fetch has run. */
export async function liveThrough(history: History): Promise<LivedHistory> {
  let liveWhileSlow: ((ms: number) => unknown) | null = null;
  const clock = createManualClock(new Date("2026-11-20T09:00:00.000Z"));
  const { seed, size, category, mode, pageSizeMax } = history;
  const mirror = await startMirror(
    {
      seed,
      size,
      updatedAfterMode: mode,
      paging: { pageSizeMax },
      integrations: [{ category, tool: "tool", organizationName: "Acme" }],
      clock: passTime(clock, {
        isSlow: (ms) => slowness.some((slow) => slow === ms),
        meanwhile: (ms) => liveWhileSlow?.(ms),
      }),
    },
    clock,
  );
  try {
    const integration = integrationOf(mirror);
    liveWhileSlow = (ms) => liveOn({ history, mirror, integration }, ms);
    await rememberFirstStates(mirror.pool);
    mirror.announceIntegrations();
    await mirror.deliverWebhooks();
    await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = ANY($1)", [history.endpoints]);
    const lived = { history, mirror, integration };
    for (const step of history.steps) await take(step, lived);
    await calmDown(lived);
    return lived;
  } catch (error) {
    await mirror.stop();
    throw error;
  }
}

/** The company goes on, and where the wait is longer than a lease another process takes over from the one that waits. */
async function liveOn({ mirror, integration }: LivedHistory, ms: number): Promise<void> {
  if (isConnected({ mirror, integration })) mirror.kombo.life.step(integration.id);
  if (ms <= leaseMs) return;
  mirror.clock.advance(leaseMs + 1);
  await tick(mirror.deps, tickBudget);
}

type Steps = { readonly [Kind in Step["kind"]]: (step: Extract<Step, { kind: Kind }>, of: LivedHistory) => unknown };

const steps: Steps = {
  live: ({ times, silent }, { mirror, integration }) => {
    if (!isConnected({ mirror, integration })) return;
    for (let time = 0; time < times; time++) mirror.kombo.life.step(integration.id, { silent });
  },
  faults: ({ faults }, { mirror }) => mirror.kombo.setFaults(faults),
  webhooks: ({ behaviour }, { mirror }) => mirror.kombo.configureWebhook(behaviour),
  deliver: (_, { mirror }) => mirror.deliverWebhooks(),
  pass: ({ ms }, { mirror }) => mirror.clock.advance(ms),
  work: async ({ workers, fate, interruption }, of) => {
    const { mirror } = of;
    const deps = aroundPages(mirror, {
      before: async (asked) => asked === interruption?.atPage && interventions[interruption.by](of),
    });
    const others = Array.from({ length: workers - 1 }, () => tick(mirror.deps, tickBudget));
    await Promise.all([fate ? tickUntil(fate, { ...mirror, deps }) : tick(deps, tickBudget), ...others]);
  },
  intervention: ({ by }, of) => interventions[by](of),
  "full-fetch": ({ endpoints, dryRun }, { mirror }) => wantFull(mirror, endpoints, { dryRun }),
  state: ({ change }, { mirror, integration }) => {
    if (isConnected({ mirror, integration })) mirror.kombo.setState(integration.id, change);
  },
  paging: ({ order }, { mirror }) => mirror.kombo.setPaging({ order }),
  hand: ({ what }, { mirror }) => mirror.pool.query(handiwork[what]),
};

const interventions = {
  pause: (of) => unlessInConflict(pauseIntegration(commandDepsOf(of.mirror), commandOf(of))),
  resume: (of) => unlessInConflict(resumeIntegration(commandDepsOf(of.mirror), commandOf(of))),
  async cancel({ mirror }) {
    const active =
      "SELECT (array_agg(id ORDER BY mode DESC, endpoint))[1] FROM sync_runs WHERE state IN ('queued', 'running')";
    const runId = await readValue<string | null>(mirror.pool, active);
    if (runId !== null) await unlessInConflict(cancelRunByPerson(commandDepsOf(mirror), { actor: operator, runId }));
  },
  async delete({ mirror, integration }) {
    if (isConnected({ mirror, integration })) mirror.kombo.deleteIntegration(integration.id);
    await mirror.deliverWebhooks();
  },
  /** Kombo may announce one that we know. */
  async create({ mirror, integration }) {
    if (isConnected({ mirror, integration })) mirror.announceIntegrations();
    else mirror.kombo.restoreIntegration(integration.id);
    await mirror.deliverWebhooks();
  },
} satisfies Readonly<Record<string, (of: LivedHistory) => Promise<void>>>;

const commandOf = ({ integration }: LivedHistory) => ({ actor: operator, komboIntegrationId: integration.id });

/** The integration is deleted, or the run over by now: the person is told so, and that is all. */
async function unlessInConflict(command: Promise<unknown>): Promise<void> {
  try {
    await command;
  } catch (error) {
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
  }
}

function isConnected({ mirror, integration }: Pick<LivedHistory, "mirror" | "integration">): boolean {
  return mirror.kombo.integrations.some(({ id }) => id === integration.id);
}

/** Remembered, since what a hand did is in no log, and a delta may bring the record back before a full fetch reports it. */
const touched = `WITH one AS (SELECT integration_id, model, kombo_id FROM records ORDER BY kombo_id LIMIT 1 OFFSET 5),
  noted AS (INSERT INTO touched_by_hand SELECT model, kombo_id FROM one)`;
const handiwork = {
  edits: `${touched} UPDATE records SET data = data || '{"by_hand": true}'
    WHERE (integration_id, model, kombo_id) = (SELECT integration_id, model, kombo_id FROM one)`,
  deletes: `${touched} DELETE FROM records
    WHERE (integration_id, model, kombo_id) = (SELECT integration_id, model, kombo_id FROM one)`,
} as const;

async function take<Kind extends Step["kind"]>(step: Extract<Step, { kind: Kind }>, of: LivedHistory): Promise<void> {
  const how: Steps[Kind] = steps[step.kind];
  await how(step, of);
}

/** A worker whose connections end by its fate. What it says then is nobody's concern: only what it leaves behind is. */
async function tickUntil(fate: Fate, mirror: Mirror): Promise<void> {
  const pool = createMortalPool(mirror.databaseUrl, fate);
  // One slice at a time: with more, the others would wait a real second before they notice that the first is gone.
  await tick({ ...mirror.deps, pool }, { ...tickBudget, concurrency: 1 }).catch(() => undefined);
  await pool.end();
}

async function calmDown(lived: LivedHistory): Promise<void> {
  const { mirror, integration } = lived;
  const { kombo, clock } = mirror;
  kombo.setFaults([]);
  kombo.setPaging({ order: "position" });
  kombo.configureWebhook({ lose: 0, duplicate: 0, reorder: 0, late: 0 });
  await interventions.create(lived);
  kombo.setState(integration.id, { state: "ACTIVE", setupStatus: "COMPLETED", qaStatus: "PASSED" });
  clock.advance(hour);
  await mirror.deliverWebhooks();
  // Its deletion may have been told after its return, and only a creation or a person brings it back.
  await interventions.create(lived);
  await interventions.resume(lived);
  await untilSettled(mirror);
  await wantFull(mirror, null);
  await untilSettled(mirror);
}

/** An endpoint that is wanted, not offered or not free; a run that is not over. */
const unsettled = `SELECT (SELECT count(*) FROM endpoint_states
    WHERE enabled AND (wanted_seq > done_seq OR full_wanted_at IS NOT NULL OR unavailable_reason IS NOT NULL OR lease_owner IS NOT NULL))
  + (SELECT count(*) FROM sync_runs WHERE state IN ('queued', 'running'))`;

/** The longest wait is that of an endpoint that was not offered: a day. */
const roundsMax = 80;

async function untilSettled(mirror: Mirror): Promise<void> {
  for (let round = 0; round < roundsMax; round++) {
    await mirror.drain();
    if ((await readValue<string>(mirror.pool, unsettled)) === "0") return;
    mirror.clock.advance(hour);
  }
  const { rows } = await mirror.pool.query(
    "SELECT s.endpoint, s.wanted_seq, s.done_seq, s.full_wanted_at, s.due_at, s.unavailable_reason, r.mode, r.state, r.waiting_until, r.error_code FROM endpoint_states s LEFT JOIN sync_runs r ON r.endpoint = s.endpoint AND r.state IN ('queued', 'running')",
  );
  throw new Error(`It never came to rest at ${mirror.clock.now().toISOString()}: ${JSON.stringify(rows)}`);
}

/** What a record was when its row was made, after a purge once more, which the mirror itself keeps only as its history undone. */
async function rememberFirstStates(pool: Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE first_states (xid xid8 DEFAULT pg_current_xact_id(), model text, kombo_id text, data jsonb);
    CREATE TABLE touched_by_hand (model text, kombo_id text);
    CREATE FUNCTION remember_first_state() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO first_states (model, kombo_id, data) VALUES (NEW.model, NEW.kombo_id, NEW.data);
      RETURN NULL;
    END $$;
    CREATE TRIGGER remember_first_state AFTER INSERT ON records FOR EACH ROW EXECUTE FUNCTION remember_first_state()`);
}
