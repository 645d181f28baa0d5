import { describe, expect, it } from "vitest";

import type { Category } from "@/lib/kombo/endpoints";
import { komboId } from "@/lib/simulator/kombo-id";
import { listEndpointPaths } from "@/lib/simulator/list-endpoints";
import { fullNames, personName } from "@/lib/simulator/names";
import { isoDate } from "@/lib/simulator/table";

import { recordsOf, sampleIntegration } from "./sample-world";
import { textField } from "./text-field";

const categories: readonly Category[] = ["HRIS", "ATS", "LMS"];
const pathsOf = (category: Category) =>
  listEndpointPaths().filter((path) => path.startsWith(`/${category.toLowerCase()}/`));

describe("the data of a seed", () => {
  it.each(categories)("of %s is the same every time, and another for another seed", (category) => {
    const bytes = (seed: number) =>
      pathsOf(category).map((path) => JSON.stringify(recordsOf(sampleIntegration({ category, seed }), path)));
    expect(bytes(1)).toEqual(bytes(1));
    expect(bytes(2)).not.toEqual(bytes(1));
  });

  it("does not depend on the order in which it is asked for", () => {
    const [forwards, backwards] = [sampleIntegration(), sampleIntegration()];
    const indexes = Array.from({ length: 60 }, (_, index) => index);
    const read = (index: number) => backwards.world.record("hris_employees", index);
    const there = indexes.map((index) => forwards.world.record("hris_employees", index));
    expect(indexes.toReversed().map(read).toReversed()).toEqual(there);
  });

  it("changed for the last time before the simulator started", () => {
    for (const path of pathsOf("HRIS").filter((one) => one !== "/hris/employee-skill-assignments")) {
      const changed = recordsOf(sampleIntegration(), path).map((record) => textField(record, "changed_at"));
      expect(changed.every((at) => at < "2026-03-01")).toBe(true);
    }
  });
});

describe("Kombo ids", () => {
  it("are 24 letters of base58", () => {
    expect(komboId(1, "4711")).toMatch(/^[1-9A-HJ-NP-Za-km-z]{24}$/);
  });

  it("are a function of integration and remote id alone, so that models share them", () => {
    const { world } = sampleIntegration();
    expect(world.id("hris_employees", 3)).toBe(world.id("hris_teams", 3));
    expect(sampleIntegration({ seed: 2 }).world.id("hris_employees", 3)).not.toBe(world.id("hris_employees", 3));
  });

  it.each(categories)("are unique within each model of %s", (category) => {
    const integration = sampleIntegration({ category, size: 400 });
    for (const path of pathsOf(category)) {
      const ids = recordsOf(integration, path).map((record) => record["id"]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("do not collide among 400,000 remote ids", () => {
    const ids = new Set<string>();
    for (let remoteId = 0; remoteId < 400_000; remoteId += 1) ids.add(komboId(7, String(remoteId)));
    expect(ids.size).toBe(400_000);
  });
});

describe("people", () => {
  it("have names and mailboxes of their own, as long as there are names", () => {
    const people = Array.from({ length: fullNames }, (_, index) => personName(9, index));
    expect(new Set(people.map(({ first, last }) => `${first} ${last}`)).size).toBe(fullNames);
    expect(new Set(people.map(({ mailbox }) => mailbox)).size).toBe(fullNames);
    expect(people.every(({ mailbox }) => /^[a-z]+\.[a-z]+$/.test(mailbox))).toBe(true);
  });

  it("have mailboxes of their own even when names repeat", () => {
    const mailboxes = [5, 5 + fullNames, 5 + 2 * fullNames].map((index) => personName(9, index).mailbox);
    expect(new Set(mailboxes).size).toBe(3);
  });

  it("have a manager each, but for the first, and no circle", () => {
    const { world } = sampleIntegration({ size: 300 });
    for (let index = 1; index < 300; index += 1) {
      const manager = world.isAnonymised("hris_employees", index) ? 0 : world.link("hris_employees", index, "manager");
      expect(manager).toBeLessThan(index);
    }
    expect(world.link("hris_employees", 0, "manager")).toBeNull();
  });

  it("write to the organisation's own domain, which nobody else can have", () => {
    const [boss] = recordsOf(sampleIntegration(), "/hris/employees");
    expect(boss?.["work_email"]).toMatch(/@cafe-muller\.example$/);
  });

  it("have nested copies that agree with the records they are copies of", () => {
    const integration = sampleIntegration();
    const groups = new Map(recordsOf(integration, "/hris/groups").map((group) => [group["id"], group["name"]]));
    for (const employee of recordsOf(integration, "/hris/employees")) {
      for (const group of [employee["groups"]].flat()) {
        if (typeof group !== "object" || group === null || !("id" in group)) throw new Error("no group");
        expect(groups.get(group["id"])).toBe(group["name"]);
      }
    }
  });
});

describe("isoDate", () => {
  it.each([0, 1, 999, 86_399_999, 86_400_000, Date.UTC(2026, 1, 28, 23, 59, 59, 9), -1, -86_400_001])(
    "writes %i as toISOString does",
    (ms) => {
      expect(isoDate(ms)).toBe(new Date(ms).toISOString());
    },
  );
});
