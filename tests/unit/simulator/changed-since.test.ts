import { describe, expect, it } from "vitest";

import { endpoints, type Category } from "@/lib/kombo/endpoints";
import { applyMutation } from "@/lib/simulator/apply-mutation";
import { changedSince } from "@/lib/simulator/changed-since";
import { planLife } from "@/lib/simulator/life";
import { Random } from "@/lib/simulator/random";

import { epoch, getListEndpoint, sampleIntegration } from "./sample-world";

describe("what may have changed", () => {
  it.each(endpoints.map(({ path, category }) => [path, category] as const))(
    "of %s, told without looking at every record, leaves none out",
    (path, category) => {
      for (const mode of ["reference", "guide"] as const) {
        const { world, start } = lived(category);
        const endpoint = getListEndpoint(path);
        const changed = changedSince({ world, endpoint, since: start, mode });
        const all: number[] = [];
        for (let index = 0; index < world.extent(endpoint.model); index += 1) {
          if (world.exists(endpoint.model, index) && changed.matches(index)) all.push(index);
        }
        const told = changed.candidates?.filter(
          (index) => world.exists(endpoint.model, index) && changed.matches(index),
        );
        expect(told ?? all).toEqual(all);
      }
    },
  );

  it("of employees is told without looking at every record after an ordinary day", () => {
    const { world, start } = lived("HRIS");
    const endpoint = getListEndpoint("/hris/employees");
    expect(changedSince({ world, endpoint, since: start, mode: "reference" }).candidates).not.toBeNull();
  });
});

/** An integration after 200 things happened, and the time just before. */
function lived(category: Category) {
  let now = epoch + 1;
  const integration = sampleIntegration({ category, now: () => now });
  const random = new Random(5);
  for (let step = 0; step < 200; step += 1) {
    now += 1_000;
    for (const mutation of planLife({ integration, random, now }).mutations) {
      applyMutation(integration.world, mutation);
    }
  }
  return { world: integration.world, start: epoch + 1 };
}
