import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { sign } from "@/lib/kombo/signature";
import { runSlice } from "@/lib/sync/run-slice";
import { previewReplay, previewReplayOfEvent, replayEvent, replayEvents } from "@/lib/webhooks/replay";
import {
  eventReplayPreviewSchema,
  replayAnswerSchema,
  type ReplayFilters,
  replayFiltersSchema,
  replayPreviewSchema,
} from "@/lib/webhooks/schema";
import { claimNext, commandDepsOf, listAudit, operator } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { deliver, integrationOf, type Mirror, readValue, webhookSecret } from "@/tests/support/mirror";

const minute = 60_000;

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 50 });
});
afterEach(() => mirror.stop());

const komboIntegrationId = () => integrationOf(mirror).id;

/** Stores an event as Kombo would send it, and returns our id of it. */
async function receive(id: string, type: string, data: Record<string, unknown>): Promise<string> {
  const body = JSON.stringify({ id, type, data: { integration_id: komboIntegrationId(), ...data } });
  const outcome = await deliver(mirror, { body, signature: sign(Buffer.from(body), webhookSecret) });
  if (outcome.kind !== "stored") throw new Error(outcome.kind);
  return outcome.id;
}

const changed = (id: string, ...models: string[]) =>
  receive(id, "data-changed", { changed_models: models.map((name) => ({ name })) });
/** What was done; that it says when is a test of its own. */
const effectSchema = replayAnswerSchema.omit({ at: true });
const replay = async (filters: ReplayFilters) =>
  effectSchema.parse(await replayEvents(commandDepsOf(mirror), { actor: operator, filters }));
const replayOne = async (id: string) =>
  effectSchema.parse(await replayEvent(commandDepsOf(mirror), { actor: operator, id }));
const previewOne = async (id: string) => eventReplayPreviewSchema.parse(await previewReplayOfEvent(mirror.pool, id));
const preview = async (filters: ReplayFilters) => replayPreviewSchema.parse(await previewReplay(mirror.pool, filters));
const open = (endpoint: string) =>
  readValue<number>(mirror.pool, "SELECT (wanted_seq - done_seq)::int FROM endpoint_states WHERE endpoint = $1", [
    endpoint,
  ]);
const countRuns = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM sync_runs");

describe("replay of one webhook", () => {
  test("its endpoints are fetched again, with the replay as trigger and the event as cause; what it did stays", async () => {
    const id = await changed("one", "hris_absences");
    await mirror.drain();
    const before = await readValue(mirror.pool, "SELECT to_jsonb(e) FROM webhook_events e WHERE id = $1", [id]);
    mirror.clock.advance(minute);
    expect(await replayOne(id)).toEqual({ replayed: 1, skipped: 0, endpoints: 1 });
    await mirror.drain();
    const newest = "FROM sync_runs ORDER BY created_at DESC LIMIT 1";
    expect(await readValue(mirror.pool, `SELECT endpoint || ' ' || trigger || ' ' || state ${newest}`)).toBe(
      "/hris/absences replay succeeded",
    );
    const causes = `SELECT array_agg(webhook_event_id) FROM run_causes WHERE run_id = (SELECT id ${newest})`;
    expect(await readValue(mirror.pool, causes)).toEqual([id]);
    expect(await readValue(mirror.pool, "SELECT to_jsonb(e) FROM webhook_events e WHERE id = $1", [id])).toEqual(
      before,
    );
    expect(await listAudit(mirror)).toEqual([{ action: "webhook.replay", target: id, actor: "Olga" }]);
  });

  test("what it would mark is said before, and is what it marks", async () => {
    const id = await changed("told", "hris_absences", "hris_teams");
    await mirror.drain();
    await mirror.pool.query("UPDATE endpoint_states SET enabled = false WHERE endpoint = '/hris/teams'");
    const told = await previewOne(id);
    expect(told).toEqual({
      endpoints: expect.arrayContaining([{ endpoint: "/hris/absences", endpointLabel: "Absences", isRunning: false }]),
      isPaused: false,
    });
    expect(told.endpoints.map(({ endpoint }) => endpoint)).not.toContain("/hris/teams");
    expect(await replayOne(id)).toMatchObject({ endpoints: told.endpoints.length });
    await expect(previewOne("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "not_found" });
    expect(await previewOne(await receive("other", "brand-new", {}))).toEqual({ endpoints: [], isPaused: false });
  });

  test("it says since when what it caused is newer", async () => {
    const id = await changed("since", "hris_absences");
    await mirror.drain();
    mirror.clock.advance(minute);
    const { at } = await replayEvent(commandDepsOf(mirror), { actor: operator, id });
    await mirror.drain();
    const newer = "SELECT count(*)::int FROM sync_runs WHERE created_at >= $1";
    expect(await readValue(mirror.pool, newer, [at])).toBe(1);
  });

  test("I6: replayed many times while a run is in progress, one run follows it", async () => {
    const id = await changed("busy", "hris_absences");
    const running = await claimNext(mirror);
    const before = await countRuns();
    for (let times = 0; times < 10; times++) await replayOne(id);
    expect(await runSlice(mirror.deps, running)).toEqual({ kind: "completed" });
    expect(await open("/hris/absences")).toBe(10);
    await mirror.drain();
    expect(await countRuns()).toBe(before + 1);
    expect(await open("/hris/absences")).toBe(0);
  });

  test("a state of long ago does not come back: only announced changes can be replayed", async () => {
    const id = await receive("state", "integration-state-changed", { state: "INVALID" });
    await receive("state again", "integration-state-changed", { state: "ACTIVE" });
    await expect(replayOne(id)).rejects.toMatchObject({ code: "conflict" });
    expect(await readValue(mirror.pool, "SELECT state FROM integrations")).toBe("ACTIVE");
    await expect(replayOne("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "not_found" });
    expect(await listAudit(mirror)).toEqual([]);
  });
});

describe("replay of all that match", () => {
  test("the preview counts what matches and what would act; the replay does just that, in batches", async () => {
    const from = mirror.clock.now().toISOString();
    for (let event = 0; event < 510; event++) await changed(`many ${event}`, "hris_absences", "hris_teams");
    await receive("legacy", "sync-finished", {});
    await receive("unknown", "brand-new", {});
    await mirror.drain();
    mirror.clock.advance(minute);
    const later = await changed("later", "hris_teams");
    await mirror.drain();
    expect(await preview({ from, to: mirror.clock.now().toISOString() })).toMatchObject({
      events: 512,
      replayable: 511,
      integrations: 1,
      oldestAt: from,
      newestAt: from,
    });
    const before = await countRuns();
    expect(await replay({ from, type: "data-changed", to: mirror.clock.now().toISOString() })).toEqual({
      replayed: 510,
      skipped: 0,
      endpoints: 4,
    });
    expect(await open("/hris/absences")).toBe(510);
    const marks = "SELECT count(DISTINCT webhook_event_id)::int FROM endpoint_marks WHERE trigger = 'replay'";
    expect(await readValue(mirror.pool, marks)).toBe(510);
    expect(
      await readValue(
        mirror.pool,
        "SELECT count(*)::int FROM endpoint_marks WHERE trigger = 'replay' AND webhook_event_id = $1",
        [later],
      ),
    ).toBe(0);
    expect((await listAudit(mirror)).map(({ target }) => target)).toEqual(["500 webhooks", "10 webhooks"]);
    await mirror.drain();
    expect(await countRuns()).toBe(before + 4);
  });

  test("more than can be replayed at once is refused with the way out, and nothing is marked", async () => {
    await mirror.pool.query(
      `INSERT INTO webhook_events (kombo_event_id, type, kombo_integration_id, payload, first_received_at,
                                   last_received_at, outcome, signature_verdict)
       SELECT 'flood ' || n, 'data-changed', $1, '{}', $2, $2, 'marked', 'valid' FROM generate_series(1, 10001) n`,
      [komboIntegrationId(), mirror.clock.now()],
    );
    await expect(replay({ type: "data-changed" })).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringMatching(/^from, to: more than 10000 events match\. Narrow/),
    });
    expect(await open("/hris/absences")).toBe(0);
  });

  test("each filter of the list holds here too", async () => {
    await changed("a", "hris_absences");
    await receive("b", "brand-new", {});
    expect(await preview({ type: "brand-new" })).toMatchObject({ events: 1, replayable: 0 });
    await changed("100%_sure", "hris_absences");
    expect(await preview({ search: "100%_" })).toMatchObject({ events: 1 });
    expect(await preview({ search: "100_" })).toMatchObject({ events: 0 });
    expect(await preview({ search: "00%" })).toMatchObject({ events: 0 });
    expect(await preview({ search: komboIntegrationId().slice(0, 5), type: "data-changed" })).toMatchObject({
      events: 2,
    });
    expect(await preview({ search: "b", outcome: "stored" })).toMatchObject({ events: 1 });
    expect(await preview({ outcome: "marked", search: "a" })).toMatchObject({ events: 1, replayable: 1 });
    expect(await preview({ integration: "no:such" })).toMatchObject({ events: 0, oldestAt: null });
    expect(await replay({ integration: "no:such" })).toEqual({ replayed: 0, skipped: 0, endpoints: 0 });
    expect(replayFiltersSchema.safeParse({ from: "yesterday" }).error?.issues[0]?.path).toEqual(["from"]);
    expect(replayFiltersSchema.safeParse({ outcom: "marked" }).success).toBe(false);
  });

  test("what would not act now marks nothing: ignored legacy events, disabled endpoints, deleted integrations", async () => {
    await receive("legacy", "sync-finished", {});
    await changed("a", "hris_absences");
    await mirror.drain();
    await mirror.pool.query("UPDATE integrations SET legacy_events = 'ignore'");
    expect(await preview({ type: "sync-finished" })).toMatchObject({ events: 1, replayable: 0 });
    expect(await replay({ type: "sync-finished" })).toEqual({ replayed: 0, skipped: 1, endpoints: 0 });
    await mirror.pool.query("UPDATE endpoint_states SET enabled = false WHERE endpoint = '/hris/absences'");
    expect(await replay({ type: "data-changed" })).toEqual({ replayed: 0, skipped: 1, endpoints: 0 });
    await mirror.pool.query("UPDATE integrations SET deleted_at = now()");
    expect(await preview({})).toMatchObject({ replayable: 0 });
    expect(await listAudit(mirror)).toEqual([]);
  });
});
