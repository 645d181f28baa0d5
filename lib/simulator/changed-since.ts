import { findEndpoint } from "@/lib/kombo/endpoints";

import type { ListEndpoint, Part, Shape } from "./shape";
import type { UpdatedAfterMode } from "./simulator";
import { getJoin, getTable } from "./tables";
import type { World } from "./world";

type Step = { readonly via: Part["via"]; readonly of: string; readonly owner: string; readonly target: string };

type Rule = {
  readonly steps: readonly Step[];
  readonly last: Step;
  readonly addedOrRemoved: boolean;
  readonly linkedRecord: boolean;
};

export type ChangedSince = {
  /** Whether `updated_after` returns this record. */
  matches(index: number): boolean;
  /** Positions that may match, ascending; null: only looking at every record can tell. */
  readonly candidates: readonly number[] | null;
};

/** `updated_after` by the tables of the catalog, or with every nested change counting ("guide"). */
export function changedSince(options: {
  readonly world: World;
  readonly endpoint: ListEndpoint;
  readonly since: number;
  readonly mode: UpdatedAfterMode;
}): ChangedSince {
  const { world, endpoint, since } = options;
  const rules = rulesOf(endpoint, options.mode);
  return {
    matches: (index) =>
      world.changedAt(endpoint.model, index) > since ||
      rules.some((rule) => ruleMatches({ world, rule, index, since })),
    candidates: since < world.quietSince ? null : candidatesOf({ world, endpoint, since, rules }),
  };
}

function rulesOf(endpoint: ListEndpoint, mode: UpdatedAfterMode): readonly Rule[] {
  const guide = mode === "guide";
  const rules = (findEndpoint(endpoint.path)?.nested ?? []).map(({ path, addedOrRemoved, linkedRecord }) => {
    const steps = stepsOf(endpoint, path);
    const last = steps.at(-1);
    if (!last) throw new Error(`No steps to ${path} of ${endpoint.path}`);
    return {
      steps,
      last,
      addedOrRemoved: guide || addedOrRemoved === true,
      linkedRecord: guide || linkedRecord === true,
    };
  });
  return rules.filter((rule) => rule.addedOrRemoved || rule.linkedRecord);
}

/** A path of the catalog's table, as steps from record to record. */
function stepsOf(endpoint: ListEndpoint, path: string): readonly Step[] {
  const steps: Step[] = [];
  let owner = endpoint.model;
  let shape: Shape = endpoint.shape;
  for (const name of path.split(".")) {
    const part: Part = partNamed(shape, name) ?? { via: "link", of: name, shape: {} };
    const target = targetModel(owner, part);
    steps.push({ via: part.via, of: part.of, owner, target });
    owner = target;
    shape = part.shape;
  }
  return steps;
}

function partNamed(shape: Shape, name: string): Part | null {
  const found = Object.entries(shape.parts ?? {}).find(([key, part]) => (part.rule ?? key) === name);
  return found ? found[1] : null;
}

function targetModel(owner: string, part: Part): string {
  if (part.via === "children") return part.of;
  if (part.via === "join") return getJoin(part.of).target;
  const { links, parent } = getTable(owner);
  if (parent?.link === part.of) return parent.model;
  const link = links?.[part.of];
  if (!link) throw new Error(`${owner} has no link ${part.of}`);
  return link.model;
}

function ruleMatches(of: { world: World; rule: Rule; index: number; since: number }): boolean {
  const { world, rule, since } = of;
  let owners: readonly number[] = [of.index];
  for (const step of rule.steps.slice(0, -1)) {
    owners = owners.flatMap((owner) => targetsOf(world, step, owner));
  }
  const { last } = rule;
  const listChanged = rule.addedOrRemoved && last.via === "join";
  // What came or went below a parent shows in its own changed_at: it was created or deleted then.
  const recordsCount = rule.linkedRecord || last.via === "children";
  return owners.some(
    (owner) =>
      (listChanged && world.membersChangedAt(last.of, owner) > since) ||
      (recordsCount && targetsOf(world, last, owner).some((target) => world.changedAt(last.target, target) > since)),
  );
}

function targetsOf(world: World, step: Step, owner: number): readonly number[] {
  if (step.via === "join") return world.members(step.of, owner);
  if (step.via === "children") return world.children(step.of, owner);
  const target = world.link(step.owner, owner, step.of);
  return target === null ? [] : [target];
}

function candidatesOf(of: {
  world: World;
  endpoint: ListEndpoint;
  since: number;
  rules: readonly Rule[];
}): readonly number[] | null {
  const { world, since } = of;
  const found = new Set(world.changedSince(of.endpoint.model, since));
  for (const { steps, last, ...rule } of of.rules) {
    const lists = rule.addedOrRemoved && last.via === "join" ? world.membersChangedSince(last.of, since) : [];
    const records = rule.linkedRecord || last.via === "children" ? world.changedSince(last.target, since) : [];
    const fromLists = climb(world, steps.slice(0, -1), lists);
    const fromRecords = climb(world, steps, records);
    if (!fromLists || !fromRecords) return null;
    for (const index of [...fromLists, ...fromRecords]) found.add(index);
  }
  return [...found].toSorted((left, right) => left - right);
}

/** From the far end of a path back to the records it starts at; null where a step cannot be walked backwards. */
function climb(world: World, steps: readonly Step[], targets: readonly number[]): readonly number[] | null {
  let current = targets;
  for (const step of steps.toReversed()) {
    const owners: number[] = [];
    for (const target of current) {
      const above = ownersOf(world, step, target);
      if (!above) return null;
      owners.push(...above);
    }
    current = owners;
  }
  return current;
}

function ownersOf(world: World, step: Step, target: number): readonly number[] | null {
  if (step.via === "join") return null;
  const { parent } = getTable(step.via === "children" ? step.of : step.owner);
  if (step.via === "children") return parent ? [Math.floor(target / parent.slots)] : null;
  if (parent?.link === step.of) return world.children(step.owner, target);
  return world.owners({ model: step.owner, link: step.of, target });
}
