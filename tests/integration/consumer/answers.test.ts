import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import type { Sight } from "@/lib/auth/sight";
import { listConsumerChanges } from "@/lib/consumer/changes";
import { listConsumerIntegrations } from "@/lib/consumer/integrations";
import { buildOpenApi } from "@/lib/consumer/openapi";
import { operations } from "@/lib/consumer/operations";
import { listConsumerRecords } from "@/lib/consumer/records";
import { listConsumerRuns } from "@/lib/consumer/runs";
import {
  changesQuerySchema,
  integrationsQuerySchema,
  recordsQuerySchema,
  runsQuerySchema,
} from "@/lib/consumer/schema";
import { idOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";

let mirror: Mirror;
beforeAll(async () => {
  mirror = await startMirror({ size: 40 });
  await mirror.connect();
});
afterAll(() => mirror.stop());

const seesAll: Sight = { personal: true, high: true };
const seesNothing: Sight = { personal: false, high: false };

type Query = Readonly<Record<string, string>>;
type Page = { readonly rows: readonly object[]; readonly next: string | null };
const list = {
  "/api/v1/integrations": (query: Query, sight: Sight): Promise<Page> =>
    listConsumerIntegrations(mirror.pool, { query: integrationsQuerySchema.parse(query), sight }),
  "/api/v1/records": (query: Query, sight: Sight): Promise<Page> =>
    listConsumerRecords(mirror.pool, { query: recordsQuerySchema.parse(query), sight }),
  "/api/v1/changes": (query: Query, sight: Sight): Promise<Page> =>
    listConsumerChanges(mirror.pool, { query: changesQuerySchema.parse(query), sight }),
  "/api/v1/runs": (query: Query): Promise<Page> => listConsumerRuns(mirror.pool, runsQuerySchema.parse(query)),
} as const;
type ListPath = keyof typeof list;
const paths = Object.keys(list).filter((name): name is ListPath => name in list);

const document = buildOpenApi("https://mirror.example.com");
const operationSchema = z.object({
  get: z.object({
    parameters: z.array(z.object({ name: z.string(), description: z.string().min(1) })),
    responses: z.object({
      200: z.object({
        content: z.object({ "application/json": z.object({ schema: z.record(z.string(), z.unknown()) }) }),
      }),
    }),
  }),
});

function validatorOf(name: ListPath): ValidateFunction {
  const { schema } = operationSchema.parse(document.paths[name]).get.responses[200].content["application/json"];
  // Formats are said, not checked: the shape is what a consumer relies on.
  return new Ajv2020({ validateFormats: false }).compile(schema);
}

/** As it crosses the wire. */
async function answer(name: ListPath, query: Query, sight = seesAll): Promise<unknown> {
  return JSON.parse(JSON.stringify(await list[name](query, sight)));
}

async function walk(name: ListPath, query: Query): Promise<readonly object[]> {
  const rows: object[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Page = await list[name]({ ...query, ...(cursor === "" ? {} : { cursor }) }, seesAll);
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

describe("the OpenAPI document", () => {
  test("has every address of /api/v1, and no other", () => {
    const folder = path.resolve(import.meta.dirname, "../../../app/api/v1");
    const served = readdirSync(folder).filter((name) => name !== "openapi.json");
    expect(Object.keys(document.paths).toSorted()).toEqual(served.map((name) => `/api/v1/${name}`).toSorted());
  });

  test("has every parameter with a description, and each parameter is one the door knows", () => {
    for (const { path: name, query } of operations) {
      const { parameters } = operationSchema.parse(document.paths[name]).get;
      expect(parameters.map((parameter) => parameter.name)).toEqual(Object.keys(query.shape));
    }
  });

  test.each(paths)("%s answers as it says, masked or not, and with no field it does not say", async (name) => {
    const validate = validatorOf(name);
    const operation = operations.find((candidate) => candidate.path === name);
    for (const sight of [seesAll, seesNothing]) {
      for (const query of [{}, { limit: "500" }, ...(name === "/api/v1/changes" ? [{ expand: "record" }] : [])]) {
        const found = await answer(name, query, sight);
        expect(validate(found), JSON.stringify(validate.errors)).toBe(true);
        expect(operation?.answer.parse(found)).toEqual(found);
      }
    }
  });

  test("an answer without one of its fields would be found", async () => {
    const validate = validatorOf("/api/v1/runs");
    const page = z.looseObject({ rows: z.array(z.looseObject({})) }).parse(await answer("/api/v1/runs", {}));
    expect(validate({ ...page, rows: page.rows.map(({ state: _state, ...row }) => row) })).toBe(false);
  });
});

const records = (query: Query) => walk("/api/v1/records", { limit: "500", ...query });

describe("lists", () => {
  test.each(["/api/v1/integrations", "/api/v1/records", "/api/v1/runs"] as const)(
    "%s walked page by page has every row once",
    async (name) => {
      const keys = (await walk(name, { limit: "7" })).map((row) => JSON.stringify(row));
      const table = name.slice("/api/v1/".length).replace("runs", "sync_runs");
      const live = table === "records" ? " WHERE deleted_at IS NULL" : "";
      expect(keys.length).toBe(await readValue(mirror.pool, `SELECT count(*)::int FROM ${table}${live}`));
      expect(new Set(keys).size).toBe(keys.length);
    },
  );

  test("records are filtered by integration, model, id, and time; tombstones are asked for", async () => {
    const count = (where: string) => readValue<number>(mirror.pool, `SELECT count(*)::int FROM records WHERE ${where}`);
    const hris = mirror.kombo.integrations[0]?.id ?? "";
    expect((await records({ include_deleted: "true" })).length).toBe(await count("true"));
    expect((await records({ model: "hris_teams" })).length).toBe(
      await count("model = 'hris_teams' AND deleted_at IS NULL"),
    );
    expect((await records({ integration: hris })).length).toBe(
      await count("deleted_at IS NULL AND model LIKE 'hris%'"),
    );
    const [one] = await records({ model: "hris_employees" });
    const id = z.object({ kombo_id: z.string() }).parse(one).kombo_id;
    expect(await records({ id })).toEqual([one]);
    expect(await records({ fetched_since: "2999-01-01T00:00:00Z" })).toEqual([]);
    const changedSince = "2026-06-01T00:00:00Z";
    expect((await records({ changed_since: changedSince })).length).toBe(
      await count(`changed_at >= '${changedSince}' AND deleted_at IS NULL`),
    );
    await expect(records({ integration: "nobody:x" })).rejects.toMatchObject({ issues: [{ path: ["integration"] }] });
  });

  test("a record's data is exactly what Kombo sent, unless it is masked", async () => {
    const [hris] = mirror.kombo.integrations;
    const [expected] = [...mirror.kombo.expectedRecords(hris?.id ?? "", "/hris/employees")];
    const query = { model: "hris_employees", id: idOf(expected), include_deleted: "true" };
    expect(await answer("/api/v1/records", query)).toMatchObject({ rows: [{ data: expected }] });
    const masked = await answer("/api/v1/records", query, { personal: true, high: false });
    expect(masked).toMatchObject({ rows: [{ data: { id: expected?.["id"], date_of_birth: { masked: "high" } } }] });
    expect(await answer("/api/v1/records", query, seesNothing)).toMatchObject({
      rows: [{ display_name: null, data: { first_name: { masked: "personal" } } }],
    });
  });
});
