import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { endpoints } from "@/lib/kombo/endpoints";
import type { Simulator } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";
import { describedPaths, findWireProblems } from "@/tests/unit/simulator/wire-shape";

import { complete, integrationFor, readAll, readPage } from "./kombo-reader";

/** Those that are asked about one record are no lists of the catalog's kind. */
const listPaths = describedPaths.filter((path) => !path.includes("{"));

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ size: 120, rateLimit: { limit: 100_000 }, integrations: complete });
  for (let step = 0; step < 600; step += 1) simulator.life.step();
});

afterAll(() => simulator.stop());

describe("every answer", () => {
  it.each(listPaths)("of %s has exactly the fields and types of Kombo's reference", async (path) => {
    const integrationId = integrationFor(simulator, path);
    const records = await readAll(simulator, { integrationId, path }, { include_deleted: "true" });
    expect(records.length).toBeGreaterThan(0);
    expect(records.flatMap((record) => findWireProblems(path, record)).slice(0, 5)).toEqual([]);
  });

  it.each(listPaths)("of %s is what expectedRecords says", async (path) => {
    const integrationId = integrationFor(simulator, path);
    const records = await readAll(simulator, { integrationId, path }, { include_deleted: "true" });
    expect(records).toEqual([...simulator.expectedRecords(integrationId, path)]);
  });

  it.each(endpoints.map(({ path }) => path))("of the catalog's %s is described", (path) => {
    expect(listPaths).toContain(path);
  });
});

describe("attachments and assessments", () => {
  it.each(["/ats/applications/{application_id}/attachments", "/ats/candidates/{candidate_id}/attachments"])(
    "%s has exactly the fields and types of Kombo's reference",
    async (template) => {
      const path = template.replace(/\{\w+\}/, "2nPq4Wm8Zt6Kc1Rb5Xs9Ld3F");
      const { results } = await readPage(simulator, { integrationId: integrationFor(simulator, "/ats"), path });
      expect(results).toHaveLength(1);
      expect(results.flatMap((record) => findWireProblems(template, record))).toEqual([]);
    },
  );

  it.each(["/assessment/orders", "/assessment/orders/open", "/assessment/packages"])(
    "%s answers an empty list",
    async (path) => {
      const answer = await readPage(simulator, { integrationId: integrationFor(simulator, "/ats"), path });
      expect(answer).toMatchObject({ status: 200, results: [] });
    },
  );
});
