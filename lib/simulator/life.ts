import { atsLife } from "./ats-life";
import { hrisLife } from "./hris-life";
import type { Integration } from "./integration";
import { lmsLife } from "./lms-life";
import type { Random } from "./random";
import type { LifeContext, Recipe } from "./recipe";
import type { Mutation } from "./simulator";
import type { World } from "./world";

export type Plan = { readonly what: string; readonly mutations: readonly Mutation[] };

const recipes: Readonly<Record<string, readonly Recipe[]>> = { HRIS: hrisLife, ATS: atsLife, LMS: lmsLife };
const attempts = 50;

/** One thing that happens at a company: drawn from the seed, so that the same start leads to the same story. */
export function planLife(options: {
  readonly integration: Integration;
  readonly random: Random;
  readonly now: number;
}): Plan {
  const { integration, random, now } = options;
  const { world } = integration;
  const context: LifeContext = {
    world,
    random,
    now,
    any: (model) => anyLive({ world, random, model }),
    anyDeleted: (model) => anyDeleted({ world, random, model }),
  };
  const possible = recipes[integration.category] ?? [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const recipe = possible[random.below(possible.length)];
    const mutations = recipe?.plan(context) ?? [];
    if (recipe && mutations.length > 0) return { what: recipe.what, mutations };
  }
  return { what: "nothing", mutations: [] };
}

type Draw = { readonly world: World; readonly random: Random; readonly model: string };

function anyLive({ world, random, model }: Draw): string | null {
  const extent = world.extent(model);
  for (let attempt = 0; attempt < attempts * 4; attempt += 1) {
    const index = random.below(extent);
    if (world.exists(model, index) && world.deletedAt(model, index) === null) return world.remoteId(model, index);
  }
  return null;
}

function anyDeleted({ world, random, model }: Draw): string | null {
  const gone = world.changedSince(model, 0).filter((index) => world.deletedAt(model, index) !== null);
  const index = gone[random.below(gone.length)];
  return index === undefined ? null : world.remoteId(model, index);
}
