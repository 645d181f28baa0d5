import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createPool, type Pool } from "@/lib/db/pool";
import { listEndpointsFedBy } from "@/lib/kombo/endpoints";
import { sign } from "@/lib/kombo/signature";
import { tick } from "@/lib/sync/tick";
import { createIntake, type Intake } from "@/lib/webhooks/ingest";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { driven, integrationOf, type Mirror, readValue, webhookSecret } from "@/tests/support/mirror";
import { eventually } from "@/tests/support/real-time";

let mirror: Mirror;
let intake: Intake;
let logged: object[];
beforeEach(async () => {
  logged = [];
  mirror = await startConnectedMirror({ size: 12 });
});
afterEach(() => mirror.stop());

/** As another process has it. */
function newIntake({ pool = mirror.pool, prepares = true } = {}): Intake {
  const log = { warn: (line: object) => void logged.push(line) };
  return createIntake({ pool, clock: driven(mirror.clock), secrets: [webhookSecret], log, prepares });
}

type Named = { readonly id: string; readonly models?: readonly string[]; readonly type?: string; readonly of?: string };

function deliver({ id, models = ["hris_absences"], type = "data-changed", of }: Named, at = intake) {
  const integrationId = of ?? integrationOf(mirror).id;
  const data = { integration_id: integrationId, changed_models: models.map((name) => ({ name })) };
  const body = Buffer.from(JSON.stringify({ id, type, data }));
  return at({ body, signature: sign(body, webhookSecret) });
}

const endpointValue = <Value>(column: string, endpoint = "/hris/absences") =>
  readValue<Value>(mirror.pool, `SELECT ${column} FROM endpoint_states WHERE endpoint = $1`, [endpoint]);
const wantedSeq = (endpoint?: string) => endpointValue<number>("wanted_seq::int", endpoint);

const countWaiting = () =>
  readValue<number>(
    mirror.pool,
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );

/** PostgreSQL's code. */
const indexRowTooLarge = "54000";

describe.each([{ prepares: true }, { prepares: false }])("events that arrive together (prepared: $prepares)", (how) => {
  beforeEach(() => {
    intake = newIntake(how);
  });

  test("I1, I3: are each stored once with their own marks, in the order they came", async () => {
    const before = await wantedSeq();
    const ids = Array.from({ length: 150 }, (_, at) => `event-${String(at).padStart(3, "0")}`);
    const outcomes = await Promise.all(ids.map((id) => deliver({ id })));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: "stored", outcome: "marked", marked: 1 });
    expect(await wantedSeq()).toBe(before + 150);
    const order = `SELECT array_agg(e.kombo_event_id ORDER BY m.seq) FROM endpoint_marks m JOIN webhook_events e ON e.id = m.webhook_event_id
                   WHERE m.endpoint = '/hris/absences' AND m.seq > $1`;
    const marked = await readValue<string[]>(mirror.pool, order, [before]);
    expect(marked.toSorted()).toEqual(ids);
    // The largest batch there is, and beside it one of the others.
    const largest = ids.slice(0, 100);
    expect(marked.filter((id) => largest.includes(id))).toEqual(largest);
    const deliveries =
      "SELECT count(*)::int FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.webhook_event_id WHERE e.type = 'data-changed'";
    expect(await readValue(mirror.pool, deliveries)).toBe(150);
    mirror.clock.advance(1_000);
    await tick(mirror.deps, { budgetMs: 60_000, concurrency: 2 });
    const causes =
      "SELECT count(*)::int FROM run_causes c JOIN sync_runs r ON r.id = c.run_id WHERE r.trigger = 'webhook'";
    expect(await readValue(mirror.pool, causes)).toBe(150);
    expect(await endpointValue("done_seq = wanted_seq")).toBe(true);
  });

  test("that are held up, by whoever holds their endpoint, do not hold up those that come later", async () => {
    const holder = await mirror.pool.connect();
    try {
      await holder.query("BEGIN");
      await holder.query("SELECT 1 FROM endpoint_states WHERE endpoint = '/hris/absences' FOR UPDATE");
      const heldUp = deliver({ id: "held up" });
      await eventually("it waits for the endpoint", async () => (await countWaiting()) > 0);
      expect(await deliver({ id: "later", models: ["hris_teams"] })).toMatchObject({ outcome: "marked" });
      expect(await countWaiting()).toBe(1);
      await holder.query("COMMIT");
      expect(await heldUp).toMatchObject({ outcome: "marked" });
    } finally {
      holder.release();
    }
  });

  test("I3: one id among them, also at two servers, acts once", async () => {
    const before = await wantedSeq();
    const other = newIntake(how);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, at) => deliver({ id: `event-${at % 10}` }, at % 2 === 0 ? intake : other)),
    );
    expect(outcomes.filter(({ kind }) => kind === "stored")).toHaveLength(10);
    expect(outcomes.filter(({ kind }) => kind === "repeated")).toHaveLength(30);
    expect(await wantedSeq()).toBe(before + 10);
    const deliveries = "SELECT array_agg(DISTINCT deliveries) FROM webhook_events WHERE type = 'data-changed'";
    expect(await readValue(mirror.pool, deliveries)).toEqual([4]);
  });

  test("one that cannot be stored takes none of the others with it", async () => {
    // Longer than an index takes.
    const unstorable = Array.from({ length: 3 }, () => deliver({ id: randomBytes(6_000).toString("base64url") }));
    const others = Array.from({ length: 20 }, (_, at) => deliver({ id: `event-${at}` }));
    const all = await Promise.allSettled([...unstorable, ...others]);
    expect(all.slice(0, 3).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    for (const outcome of all.slice(3)) expect(outcome).toMatchObject({ value: { kind: "stored", marked: 1 } });
    // Whoever runs this learns that it happened, and not of whom.
    expect(logged.length).toBeGreaterThan(0);
    for (const line of logged) expect(line).toEqual({ events: expect.any(Number), code: indexRowTooLarge });
  });

  test("of several integrations and kinds each does what it does alone", async () => {
    const before = await wantedSeq();
    await mirror.pool.query("UPDATE endpoint_states SET enabled = false WHERE endpoint = ANY($1)", [
      listEndpointsFedBy("hris_teams").map(({ path }) => path),
    ]);
    const [known, disabled, unknownModel, unknown, legacy, other] = await Promise.all([
      deliver({ id: "known" }),
      deliver({ id: "disabled", models: ["hris_teams"] }),
      deliver({ id: "unknown model", models: ["hris_moons"] }),
      deliver({ id: "unknown", of: "personio:11111111-1111-4111-8111-111111111111" }),
      deliver({ id: "legacy", type: "sync-finished" }),
      deliver({ id: "other", type: "something-new" }),
    ]);
    const enabled = await readValue<number>(
      mirror.pool,
      "SELECT count(*)::int FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id WHERE enabled AND kombo_integration_id = $1",
      [integrationOf(mirror).id],
    );
    expect(known).toMatchObject({ outcome: "marked", marked: 1 });
    expect(disabled).toMatchObject({ outcome: "stored", marked: 0 });
    expect(unknownModel).toMatchObject({ outcome: "marked", marked: enabled });
    expect(unknown).toMatchObject({ outcome: "registered", marked: 0 });
    expect(legacy).toMatchObject({ outcome: "marked", marked: enabled });
    expect(other).toMatchObject({ outcome: "stored", marked: 0 });
    const triggers = `SELECT array_agg(DISTINCT m.trigger ORDER BY m.trigger) FROM endpoint_marks m JOIN integrations i ON i.id = m.integration_id
      WHERE i.kombo_integration_id = $1 AND m.endpoint = '/hris/absences' AND m.seq > $2`;
    expect(await readValue(mirror.pool, triggers, [integrationOf(mirror).id, before])).toEqual([
      "legacy_webhook",
      "webhook",
    ]);
    const heard = "SELECT last_webhook_at FROM integrations WHERE kombo_integration_id = $1";
    expect(await readValue(mirror.pool, heard, [integrationOf(mirror).id])).toEqual(mirror.clock.now());
  });

  test("and name an integration that a run waits for wake it, each on its own", async () => {
    const chosen = "SELECT id FROM sync_runs WHERE endpoint = '/hris/absences' LIMIT 1";
    const waiting = await readValue<string>(mirror.pool, chosen);
    await mirror.pool.query(
      `UPDATE sync_runs SET state = 'queued', finished_at = NULL, error_code = 'INTEGRATION.SETUP_INCOMPLETE', waiting_until = $2
       WHERE id = $1`,
      [waiting, new Date(mirror.clock.now().getTime() + 3_600_000)],
    );
    await Promise.all([deliver({ id: "one" }), deliver({ id: "two" })]);
    expect(await readValue(mirror.pool, "SELECT waiting_until FROM sync_runs WHERE id = $1", [waiting])).toBeNull();
  });
});

describe("a session of the database", () => {
  const countPrepared = "SELECT count(*)::int FROM pg_prepared_statements";
  let pool: Pool;
  beforeEach(() => {
    pool = createPool(mirror.databaseUrl, 1);
  });
  afterEach(() => pool.end());

  test("plans what stores events once, and where a pooler may stand between keeps nothing", async () => {
    for (const id of ["one", "two"]) await deliver({ id }, newIntake({ pool, prepares: false }));
    expect(await readValue(pool, countPrepared)).toBe(0);
    for (const id of ["three", "four"]) await deliver({ id }, newIntake({ pool, prepares: true }));
    expect(await readValue(pool, countPrepared)).toBe(2);
  });

  test("I1: that lost its plans, as behind a pooler, loses no event", async () => {
    const before = await wantedSeq();
    await deliver({ id: "one" }, newIntake({ pool }));
    await pool.query("DEALLOCATE ALL");
    const outcomes = await Promise.all(["two", "three"].map((id) => deliver({ id }, newIntake({ pool }))));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: "stored", outcome: "marked", marked: 1 });
    expect(logged).toContainEqual({ events: 1, code: "26000" });
    expect(await wantedSeq()).toBe(before + 3);
  });
});
