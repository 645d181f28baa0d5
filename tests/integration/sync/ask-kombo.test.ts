import { afterEach, beforeEach, expect, test } from "vitest";

import { askKomboToSync, createReconnectionLink } from "@/lib/sync/ask-kombo";
import { listAudit, operator } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, readValue } from "@/tests/support/mirror";

let mirror: Mirror;
let command: { actor: typeof operator; komboIntegrationId: string };
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 5 });
  command = { actor: operator, komboIntegrationId: integrationOf(mirror).id };
});
afterEach(() => mirror.stop());

const lastAfter = () =>
  readValue<Record<string, unknown>>(mirror.pool, "SELECT after FROM audit_events ORDER BY id DESC LIMIT 1");

test("Kombo syncs when asked, is asked once for what it does already, and both are audited", async () => {
  const first = await askKomboToSync(mirror.deps, { ...command, type: "DELTA" });
  expect(first).toMatchObject({ alreadyQueued: false, type: "DELTA" });
  const again = await askKomboToSync(mirror.deps, { ...command, type: "DELTA" });
  expect(again).toEqual({ ...first, alreadyQueued: true });
  expect(await listAudit(mirror)).toMatchObject([
    { action: "integration.ask_sync", target: command.komboIntegrationId, actor: "Olga" },
    { action: "integration.ask_sync" },
  ]);
});

test("a reconnection link is handed out and stored nowhere", async () => {
  const { link } = await createReconnectionLink(mirror.deps, { ...command, language: "de" });
  expect(link).toMatch(/^https:\/\//);
  expect(await lastAfter()).toEqual({ language: "de" });
  const copies = "SELECT count(*)::int FROM audit_events WHERE position('https:' IN coalesce(after::text, '')) > 0";
  expect(await readValue(mirror.pool, copies)).toBe(0);
});

test("I17: while the key waits Kombo is not asked; a limit that strikes holds everybody, and the log says it failed", async () => {
  mirror.kombo.setFaults([{ kind: "rate-limited", times: 1 }]);
  await expect(askKomboToSync(mirror.deps, { ...command, type: "FULL" })).rejects.toMatchObject({
    code: "rate_limited",
  });
  expect(await lastAfter()).toMatchObject({ type: "FULL", failed: expect.stringMatching(/RATE_LIMIT/) });
  const lines = (await listAudit(mirror)).length;
  await expect(createReconnectionLink(mirror.deps, { ...command, language: "en" })).rejects.toMatchObject({
    code: "rate_limited",
    retryAfterSeconds: expect.any(Number),
  });
  expect(await listAudit(mirror)).toHaveLength(lines);
});

test("an unknown integration, and one Kombo does not know, are told apart", async () => {
  const unknown = { ...command, komboIntegrationId: "no:such" };
  await expect(askKomboToSync(mirror.deps, { ...unknown, type: "FULL" })).rejects.toMatchObject({ code: "not_found" });
  await mirror.pool.query("UPDATE integrations SET kombo_integration_id = 'personio:gone'");
  const gone = { ...command, komboIntegrationId: "personio:gone", language: "en" as const };
  await expect(createReconnectionLink(mirror.deps, gone)).rejects.toMatchObject({
    code: "kombo_unavailable",
    message: expect.stringMatching(/^Kombo refused \(PLATFORM\.INTEGRATION_NOT_FOUND\)/),
  });
});
