import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Role } from "@/lib/auth/roles";
import { sightOf } from "@/lib/auth/sight";
import { createPrisma } from "@/lib/db/prisma";
import { endpoints } from "@/lib/kombo/endpoints";
import { getRecord } from "@/lib/mirror/get-record";
import { listRecords } from "@/lib/mirror/record-rows";
import { modelOfKey } from "@/lib/mirror/references";
import { listRelatedCounts } from "@/lib/mirror/related-rows";
import { relations } from "@/lib/mirror/relations";
import { recordListSchema } from "@/lib/mirror/schema";
import { relatedCountsSchema } from "@/lib/mirror/schema/related";
import { writeRelated } from "@/lib/mirror/schema/related-words";
import { integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { referenceFunction } from "@/tests/support/reference-function";

let mirror: Mirror;
beforeAll(async () => {
  mirror = await startMirror({ size: 60 });
  await mirror.connect();
}, 120_000);
afterAll(() => mirror.stop());

const sight = (role: Role) => sightOf({ kind: "person", id: "p", name: "Pat", role });
const everything = { personal: true, high: true };

type Named = { readonly komboIntegrationId: string; readonly komboId: string; readonly records: number };

/** Whom records name there most, by reading all of them, lists walked through. */
async function mostNamed(model: string, path: string): Promise<Named | undefined> {
  const { rows } = await mirror.pool.query<Named>(
    `SELECT i.kombo_integration_id AS "komboIntegrationId", n.id #>> '{}' AS "komboId", count(DISTINCT r.kombo_id)::int AS records
     FROM records r JOIN integrations i ON i.id = r.integration_id, jsonb_path_query(r.data, $2::jsonpath) AS n(id)
     WHERE r.model = $1 AND r.deleted_at IS NULL AND jsonb_typeof(n.id) = 'string' GROUP BY 1, 2 ORDER BY records DESC, 2 LIMIT 1`,
    [model, `$.${path}`],
  );
  return rows[0];
}

async function listRelated(role: Role, model: string, related: string) {
  const komboIntegrationId = integrationOf(mirror, model.split("_")[0]?.toUpperCase()).id;
  const filters = recordListSchema.parse({ integration: komboIntegrationId, model, related });
  return (await listRecords(mirror.pool, { filters, sight: sight(role) })).rows;
}

describe("who names a record", () => {
  it("the function of the migration knows the relations of the catalog", () => {
    const migration = readFileSync("prisma/migrations/20261122100000_faster_references/migration.sql", "utf8");
    expect(migration).toContain(referenceFunction());
    const models = new Set<string>(endpoints.map(({ model }) => model));
    for (const { model, of } of relations)
      expect([models.has(model), models.has(of)], `${model} of ${of}`).toEqual([true, true]);
  });

  it("each relation leads back along the link that leads there", () => {
    for (const { model, path, of } of relations) {
      const key = path.split(".").findLast((part) => part !== "id") ?? path;
      expect(modelOfKey(model, key), `${model} ${path}`).toBe(of);
    }
  });

  it.each(relations.map(({ model, path, of }) => ({ model, path, of })))(
    "$of named by $model in $path: as many are counted as the list holds and as there are",
    async ({ model, path, of }) => {
      const named = await mostNamed(model, path);
      if (!named) return;
      const { komboId, records } = named;
      const counts = relatedCountsSchema.parse(
        await listRelatedCounts(mirror.pool, { ...named, model: of, sight: everything }),
      );
      expect(counts.rows.find((row) => row.model === model && row.path === path)?.records).toBe(records);
      const filters = recordListSchema.parse({
        integration: named.komboIntegrationId,
        model,
        related: writeRelated({ path, of, komboId }),
      });
      const page = await listRecords(mirror.pool, { filters, sight: everything });
      expect(page.rows).toHaveLength(Math.min(records, 50));
    },
  );

  it("most relations of the catalog occur, so the counts above say something", async () => {
    const found = await Promise.all(relations.map(({ model, path }) => mostNamed(model, path)));
    expect(found.filter((named) => named !== undefined).length).toBeGreaterThan(relations.length * 0.75);
  });
});

describe("a masked reference", () => {
  it("is no link: an absence does not lead to its type, which may tell of an illness", async () => {
    const komboId = await readValue<string>(
      mirror.pool,
      "SELECT kombo_id FROM records WHERE model = 'hris_absences' AND data ->> 'type_id' IS NOT NULL LIMIT 1",
    );
    const key = { komboIntegrationId: integrationOf(mirror, "HRIS").id, model: "hris_absences", komboId };
    const links = async (role: Role) =>
      Object.keys(
        (await getRecord({ pool: mirror.pool, prisma: createPrisma(mirror.pool) }, { ...key, sight: sight(role) }))
          .links,
      );
    for (const role of ["viewer", "admin"] as const) {
      expect(await links(role)).toContain("employee_id");
      expect((await links(role)).filter((path) => path.startsWith("type"))).toEqual([]);
    }
  });

  it("is neither counted nor listed from the other side", async () => {
    const type = await mostNamed("hris_absences", "type_id");
    expect(type?.records).toBeGreaterThan(0);
    const key = {
      komboIntegrationId: type?.komboIntegrationId ?? "",
      model: "hris_absence_types",
      komboId: type?.komboId ?? "",
    };
    const { rows } = await listRelatedCounts(mirror.pool, { ...key, sight: sight("admin") });
    expect(rows.map(({ model }) => model)).toEqual(["hris_time_off_balances"]);
    const related = writeRelated({ path: "type_id", of: key.model, komboId: key.komboId });
    await expect(listRelated("admin", "hris_absences", related)).rejects.toMatchObject({ code: "bad_request" });
  });

  it("only a relation of the model that is listed can be asked for", async () => {
    for (const related of [
      "manager_id",
      "job_title:hris_employees:x",
      "manager_id:hris_teams:x",
      "data:hris_employees:x",
    ]) {
      await expect(listRelated("admin", "hris_employees", related), related).rejects.toMatchObject({
        code: "bad_request",
      });
    }
    expect(await listRelated("viewer", "hris_employees", "manager_id:hris_employees:nobody")).toEqual([]);
  });
});
