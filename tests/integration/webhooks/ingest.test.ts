import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { sign } from "@/lib/kombo/signature";
import { createIntake } from "@/lib/webhooks/ingest";
import {
  deliver,
  driven,
  integrationOf,
  type Mirror,
  quietLog,
  readValue,
  startMirror,
  webhookSecret,
} from "@/tests/support/mirror";

let mirror: Mirror;
beforeAll(async () => {
  mirror = await startMirror({ size: 50 });
  await mirror.connect();
});
afterAll(() => mirror.stop());

function signed(payload: unknown): { body: string; signature: string } {
  const body = JSON.stringify(payload);
  return { body, signature: sign(Buffer.from(body), webhookSecret) };
}

let nextId = 0;
function dataChanged(integrationId: string, models: readonly string[], id = `event-${nextId++}`) {
  const [tool] = integrationId.split(":");
  const data = {
    integration_id: integrationId,
    integration_tool: tool,
    integration_category: "HRIS",
    changed_models: models.map((name) => ({ name })),
  };
  return { id, type: "data-changed", data };
}

const hris = () => integrationOf(mirror);

const wantedSeq = (endpoint: string) =>
  readValue<number>(
    mirror.pool,
    "SELECT wanted_seq::int FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id WHERE i.kombo_integration_id = $1 AND s.endpoint = $2",
    [hris().id, endpoint],
  );
const countEvents = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM webhook_events");

describe("intake", () => {
  test("I2: an unverified delivery is refused and leaves its cause and size, nothing of its body", async () => {
    const events = await countEvents();
    const body = JSON.stringify(dataChanged(hris().id, ["hris_employees"]));
    expect(await deliver(mirror, { body, signature: null })).toEqual({ kind: "unverified" });
    expect(await deliver(mirror, { body, signature: sign(Buffer.from(body), "another secret") })).toEqual({
      kind: "unverified",
    });
    expect(await deliver(mirror, { body: `${body} `, signature: signed(JSON.parse(body)).signature })).toEqual({
      kind: "unverified",
    });
    expect(await countEvents()).toBe(events);
    expect(
      await readValue(mirror.pool, "SELECT array_agg(cause || ' ' || size_bytes ORDER BY id) FROM rejected_deliveries"),
    ).toEqual([
      `signature missing ${body.length}`,
      `signature does not match ${body.length}`,
      `signature does not match ${body.length + 1}`,
    ]);
  });

  test("I2: any of several secrets may match, and without one nothing is open", async () => {
    const { body, signature } = signed(dataChanged(hris().id, ["hris_absences"]));
    const deps = { pool: mirror.pool, clock: driven(mirror.clock), log: quietLog, prepares: false };
    const delivery = { body: Buffer.from(body), signature };
    expect(await createIntake({ ...deps, secrets: [] })(delivery)).toEqual({ kind: "not_configured" });
    expect(await createIntake({ ...deps, secrets: ["the new one", webhookSecret] })(delivery)).toMatchObject({
      kind: "stored",
    });
  });

  test("a verified body that is not JSON is refused", async () => {
    const body = "{ not json";
    const signature = sign(Buffer.from(body), webhookSecret);
    expect(await deliver(mirror, { body, signature })).toEqual({ kind: "not_json" });
  });

  test("I1: the dirty marks of exactly the affected endpoints are there when the event is", async () => {
    const before = await wantedSeq("/hris/absences");
    const outcome = await deliver(mirror, signed(dataChanged(hris().id, ["hris_absences"])));
    expect(outcome).toMatchObject({ kind: "stored", outcome: "marked", marked: 1 });
    expect(await wantedSeq("/hris/absences")).toBe(before + 1);
  });

  test("I3: an event acts once, however many deliveries, also at the same instant", async () => {
    const before = await wantedSeq("/hris/groups");
    const delivery = signed(dataChanged(hris().id, ["hris_teams"], "the same event"));
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => deliver(mirror, delivery)));
    expect(outcomes.filter(({ kind }) => kind === "stored")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "repeated")).toHaveLength(11);
    expect(await wantedSeq("/hris/groups")).toBe(before + 1);
    expect(
      await readValue(mirror.pool, "SELECT deliveries FROM webhook_events WHERE kombo_event_id = 'the same event'"),
    ).toBe(12);
    expect(
      await readValue(
        mirror.pool,
        "SELECT count(*)::int FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.webhook_event_id WHERE e.kombo_event_id = 'the same event'",
      ),
    ).toBe(12);
  });

  test("I3: a body without an id is known by its bytes", async () => {
    const { id: _, ...withoutId } = dataChanged(hris().id, ["hris_teams"]);
    expect(await deliver(mirror, signed(withoutId))).toMatchObject({ kind: "stored" });
    expect(await deliver(mirror, signed(withoutId))).toMatchObject({ kind: "repeated" });
  });

  test("I11: what is unknown is stored: a type, a model (every endpoint is wanted), values jsonb cannot hold", async () => {
    expect(await deliver(mirror, signed({ id: "new type", type: "brand-new", data: { any: [1] } }))).toMatchObject({
      kind: "stored",
      outcome: "stored",
      marked: 0,
    });
    expect(await deliver(mirror, signed(dataChanged(hris().id, ["hris_brand_new"])))).toMatchObject({
      outcome: "marked",
      marked: 13,
    });
    expect(await deliver(mirror, signed({ id: "nul", type: "x", data: { a: "\u0000", b: "\ud800" } }))).toMatchObject({
      kind: "stored",
    });
    expect(await deliver(mirror, signed([1, 2, 3]))).toMatchObject({ kind: "stored", outcome: "stored" });
  });

  test("an unknown integration in a verified data-changed is registered with everything wanted", async () => {
    const id = "personio:AAAAAAAAAAAAAAAAAAAAAAAA";
    expect(await deliver(mirror, signed(dataChanged(id, ["hris_employees"])))).toMatchObject({ outcome: "registered" });
    expect(
      await readValue(
        mirror.pool,
        "SELECT count(*)::int FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id WHERE i.kombo_integration_id = $1 AND s.full_wanted_at IS NOT NULL",
        [id],
      ),
    ).toBe(13);
  });

  test("a deleted integration is revived by integration-created alone", async () => {
    const id = "workday:BBBBBBBBBBBBBBBBBBBBBBBB";
    const named = { id, tool: "workday", category: "HRIS", end_user: { organization_name: "Acme" } };
    const isDeleted = () =>
      readValue(mirror.pool, "SELECT deleted_at IS NOT NULL FROM integrations WHERE kombo_integration_id = $1", [id]);
    await deliver(mirror, signed({ id: "created", type: "integration-created", data: named }));
    await deliver(mirror, signed({ id: "deleted", type: "integration-deleted", data: named }));
    expect(await isDeleted()).toBe(true);
    await deliver(mirror, signed(dataChanged(id, ["hris_employees"])));
    expect(await isDeleted()).toBe(true);
    await deliver(mirror, signed({ id: "created again", type: "integration-created", data: named }));
    expect(await isDeleted()).toBe(false);
  });

  test("legacy events mark every endpoint while the integration acts on them, and are ignored when it does not", async () => {
    const legacy = (id: string) => ({ id, type: "sync-finished", data: { integration_id: hris().id } });
    expect(await deliver(mirror, signed(legacy("legacy 1")))).toMatchObject({ outcome: "marked", marked: 13 });
    await mirror.pool.query("UPDATE integrations SET legacy_events = 'ignore' WHERE kombo_integration_id = $1", [
      hris().id,
    ]);
    expect(await deliver(mirror, signed(legacy("legacy 2")))).toMatchObject({ outcome: "ignored", marked: 0 });
  });
});
