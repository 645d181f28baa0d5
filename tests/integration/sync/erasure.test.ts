import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { withTransaction } from "@/lib/db/transaction";
import { listCopyPlaces } from "@/lib/mirror/erase-copies";
import { eraseCopiesInRecords } from "@/lib/mirror/erasures";
import { forgetErased } from "@/lib/sync/forget-erased";
import { LeaseLostError } from "@/lib/sync/lease";
import { readAhead } from "@/lib/sync/read-ahead";
import { planAnswer, writeAnswer } from "@/lib/sync/write-answer";
import { claimNext, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { acme, idOf, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const day = 24 * 3_600_000;

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({
    integrations: [acme, { category: "ATS", tool: "greenhouse", organizationName: "Acme" }],
  });
});
afterEach(() => mirror.stop());

function anyEmployee() {
  const { id: integrationId } = integrationOf(mirror);
  const [, employee] = mirror.kombo.expectedRecords(integrationId, "/hris/employees");
  return { integrationId, employee, remoteId: remoteIdOf(employee) };
}

async function arrive(): Promise<void> {
  await mirror.deliverWebhooks();
  await mirror.drain();
}

test("I12: when Kombo empties a deleted record, our copy, its hash and its history lose the data too", async () => {
  const { integrationId, employee, remoteId } = anyEmployee();
  const id = employee?.["id"];
  const person = { model: "hris_employees", remoteId };
  mirror.kombo.mutate(integrationId, { kind: "update", ...person, fields: { first_name: "Zebulon", ssn: "12-345" } });
  await arrive();
  const contentHash = () =>
    readValue<string>(
      mirror.pool,
      "SELECT content_hash FROM records WHERE kombo_id = $1 AND model = 'hris_employees'",
      [id],
    );
  const hashBefore = await contentHash();
  mirror.clock.advance(60_000);
  mirror.kombo.mutate(integrationId, { kind: "delete", ...person });
  await arrive();
  const traces = () =>
    readValue<number>(
      mirror.pool,
      `SELECT (SELECT count(*)::int FROM records r WHERE r.kombo_id = $1 AND r.model = 'hris_employees'
                 AND (data::text LIKE '%Zebulon%' OR display_name LIKE '%Zebulon%' OR search_text LIKE '%zebulon%'))
            + (SELECT count(*)::int FROM record_changes c WHERE c.kombo_id = $1 AND paths::text LIKE '%Zebulon%')`,
      [id],
    );
  expect(await traces()).toBeGreaterThan(0);

  mirror.clock.advance(15 * day);
  await arrive();
  expect(await traces()).toBe(0);
  expect(await contentHash()).not.toBe(hashBefore);
  expect(
    await readValue(
      mirror.pool,
      "SELECT (array_agg(kind ORDER BY seq DESC))[1] FROM record_changes WHERE kombo_id = $1 AND model = 'hris_employees'",
      [id],
    ),
  ).toBe("erased");
  expect(
    await readValue(
      mirror.pool,
      "SELECT erased_at IS NOT NULL AND deleted_at IS NOT NULL FROM records WHERE kombo_id = $1 AND model = 'hris_employees'",
      [id],
    ),
  ).toBe(true);
});

test("I12: its copies in other records, in their history and in event payloads are emptied as well", async () => {
  const ats = integrationOf(mirror, "ATS");
  const application = [...mirror.kombo.expectedRecords(ats.id, "/ats/applications")].find(({ candidate }) => candidate);
  const copied = z.object({ candidate: z.object({ id: z.string() }) }).parse(application).candidate.id;
  const candidate = [...mirror.kombo.expectedRecords(ats.id, "/ats/candidates")].find(({ id }) => id === copied);
  const person = { model: "ats_candidates", remoteId: remoteIdOf(candidate) };
  mirror.kombo.mutate(ats.id, { kind: "update", ...person, fields: { first_name: "Zebulon" } });
  mirror.kombo.sendWebhook("assessment:order-received", {
    integration_id: ats.id,
    id: "order-1",
    candidate: { remote_id: person.remoteId, first_name: "Zebulon", last_name: "Pike", email: "z@example.com" },
  });
  await arrive();
  const traces = () =>
    readValue<string>(
      mirror.pool,
      `SELECT concat_ws(' ',
         (SELECT count(*) FROM records WHERE data::text LIKE '%Zebulon%' OR search_text LIKE '%zebulon%'),
         (SELECT count(*) FROM record_changes WHERE paths::text LIKE '%Zebulon%'),
         (SELECT count(*) FROM webhook_events WHERE payload::text LIKE '%Zebulon%'))`,
    );
  expect(await traces()).toMatch(/^[2-9]\d* [2-9]\d* 1$/);
  mirror.clock.advance(60_000);
  mirror.kombo.mutate(ats.id, { kind: "delete", ...person });
  await arrive();
  mirror.clock.advance(15 * day);
  await arrive();
  expect(await traces()).toBe("0 0 0");
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM erasures")).toBe(0);
});

test("I12: whoever follows the change feed is told of each copy that was emptied, and not what it said", async () => {
  const [, ats] = mirror.kombo.integrations;
  const [application] = [...mirror.kombo.expectedRecords(ats?.id ?? "", "/ats/applications")].filter(
    ({ candidate, remote_deleted_at: deletedAt }) => candidate && deletedAt === null,
  );
  const { id: copied } = z.object({ candidate: z.object({ id: z.string() }) }).parse(application).candidate;
  const integrationId = await readValue<string>(
    mirror.pool,
    "SELECT id FROM integrations WHERE kombo_integration_id = $1",
    [ats?.id],
  );
  const copyPlaces = listCopyPlaces("ats_candidates").find(({ endpoint }) => endpoint.model === "ats_applications");
  if (!copyPlaces) throw new Error("Applications hold no candidates");
  const erasure = { integrationId, model: "ats_candidates", komboIds: [copied], remoteIds: [] };
  const empty = () =>
    withTransaction(mirror.pool, (tx) => eraseCopiesInRecords(tx, { erasure, copyPlaces }, mirror.clock.now()));
  const told = () =>
    readValue<unknown>(
      mirror.pool,
      "SELECT jsonb_agg(to_jsonb(c)) FROM record_changes c WHERE run_id IS NULL AND model = 'ats_applications'",
    );
  expect(await empty()).toBeGreaterThan(0);
  expect(await told()).toContainEqual(
    expect.objectContaining({
      kombo_id: idOf(application),
      kind: "updated",
      nested_only: true,
      paths: expect.arrayContaining([{ path: "candidate.first_name", nested: { at: "candidate", id: copied } }]),
    }),
  );
  const first = await told();
  await empty();
  expect(await told()).toEqual(first);
});

test("I12, I4: a page that was compared before a copy in it was emptied is not written: its history would say it again", async () => {
  const ats = integrationOf(mirror, "ATS");
  const endpoint = "/ats/applications";
  const application = [...mirror.kombo.expectedRecords(ats.id, endpoint)].find(({ candidate }) => candidate);
  const copied = z.object({ candidate: z.object({ id: z.string() }) }).parse(application).candidate.id;
  const candidate = [...mirror.kombo.expectedRecords(ats.id, "/ats/candidates")].find(({ id }) => id === copied);
  const person = { model: "ats_candidates", remoteId: remoteIdOf(candidate) };
  mirror.kombo.mutate(ats.id, { kind: "update", ...person, fields: { first_name: "Zebulon" } });
  await arrive();
  mirror.clock.advance(60_000);
  mirror.kombo.mutate(ats.id, { kind: "delete", ...person }, { silent: true });
  mirror.clock.advance(15 * day);
  const traces = () =>
    readValue<string>(
      mirror.pool,
      `SELECT concat_ws(' ', (SELECT count(*) FROM records WHERE model = 'ats_applications' AND data::text LIKE '%Zebulon%'),
         (SELECT count(*) FROM record_changes WHERE model = 'ats_applications' AND paths::text LIKE '%Zebulon%'))`,
    );
  expect(await traces()).not.toBe("0 0");

  await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [endpoint]);
  await wantFull(mirror, [endpoint]);
  const claim = await claimNext(mirror);
  const page = await readAhead(mirror.deps, claim, new Date(mirror.clock.now().getTime() + 20_000)).take();
  if (!page) throw new Error("The endpoint has no page");
  const planned = await planAnswer(mirror.deps, claim, { number: 1, ...page });
  await mirror.pool.query(
    `INSERT INTO erasures (integration_id, model, kombo_id, remote_id, found_at) VALUES ($1, 'ats_candidates', $2, $3, now())`,
    [claim.integrationId, copied, person.remoteId],
  );
  await forgetErased(mirror.deps, mirror.clock.now);
  await expect(writeAnswer(mirror.deps, claim, planned)).rejects.toThrow(LeaseLostError);
  expect(await traces()).toBe("0 0");
  await mirror.drain();
  expect(await traces()).toBe("0 0");
});
