import { describe, expect, it } from "vitest";

import { applyMutation } from "@/lib/simulator/apply-mutation";
import { planLife } from "@/lib/simulator/life";
import { Random } from "@/lib/simulator/random";
import type { Mutation } from "@/lib/simulator/simulator";

import { epoch, recordsOf, sampleIntegration } from "./sample-world";

describe("a mutation", () => {
  it.each([
    [{ kind: "update", model: "hris_employees", remoteId: "1", fields: { shoe_size: 43 } }, /no field shoe_size/],
    [
      { kind: "update", model: "hris_employees", remoteId: "9999", fields: {} },
      /No hris_employees with remote id 9999/,
    ],
    [{ kind: "delete", model: "hris_robots", remoteId: "1" }, /no model hris_robots/],
    [{ kind: "undelete", model: "hris_employees", remoteId: "1" }, /is not deleted/],
    [{ kind: "create", model: "hris_absences" }, /needs a parent/],
    [{ kind: "create", model: "hris_time_off_balances", parent: "1" }, /No room/],
    [{ kind: "link", model: "hris_employees", remoteId: "2", link: "spouse", to: null }, /No such link/],
  ] as const)("that cannot be is refused: %j", (mutation: Mutation, message) => {
    expect(() => applyMutation(sampleIntegration().world, mutation)).toThrow(message);
  });

  it("of a new record shows in its list, last and complete", () => {
    const integration = sampleIntegration();
    const { index } = applyMutation(integration.world, {
      kind: "create",
      model: "hris_employees",
      fields: { last_name: "Neu" },
    });
    const last = recordsOf(integration, "/hris/employees").at(-1);
    expect(last).toMatchObject({ remote_id: String(index + 1), last_name: "Neu", remote_deleted_at: null });
    expect(last?.["work_email"]).toEqual(expect.any(String));
  });

  it("of one record leaves the changed_at of every other alone", () => {
    const integration = sampleIntegration();
    const before = recordsOf(integration, "/hris/employees");
    applyMutation(integration.world, { kind: "update", model: "hris_teams", remoteId: "1", fields: { name: "x" } });
    const after = recordsOf(integration, "/hris/employees");
    expect(after.map((record) => record["changed_at"])).toEqual(before.map((record) => record["changed_at"]));
  });
});

describe("life", () => {
  it.each(["HRIS", "ATS", "LMS"] as const)("of %s tells the same story for the same seed", (category) => {
    const story = () => {
      const integration = sampleIntegration({ category });
      const random = new Random(3);
      return Array.from({ length: 60 }, () => {
        const plan = planLife({ integration, random, now: epoch });
        for (const mutation of plan.mutations) applyMutation(integration.world, mutation);
        return plan;
      });
    };
    expect(story()).toEqual(story());
    expect(new Set(story().map(({ what }) => what)).size).toBeGreaterThan(6);
  });
});
