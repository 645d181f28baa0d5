import type { Mutation } from "./simulator";
import { childTables, getJoin, getTable } from "./tables";
import type { World } from "./world";

export type Applied = {
  readonly model: string;
  readonly index: number;
  /** As `data-changed` names them. */
  readonly changedModels: readonly string[];
};

type Of<Kind extends Mutation["kind"]> = Extract<Mutation, { kind: Kind }>;

/** Changes the world as the customer's tool would; only what really changed gets a new changed_at. */
export function applyMutation(world: World, mutation: Mutation): Applied {
  if (mutation.kind === "update") return update(world, mutation);
  if (mutation.kind === "link") return pointElsewhere(world, mutation);
  if (mutation.kind === "members") return replaceMembers(world, mutation);
  if (mutation.kind === "create") return create(world, mutation);
  return mutation.kind === "delete" ? remove(world, mutation) : restore(world, mutation);
}

function update(world: World, { model, fields, ...ref }: Of<"update">): Applied {
  const index = locate(world, { model, ...ref });
  const known = world.record(model, index);
  const unknown = Object.keys(fields).find((field) => !(field in known));
  if (unknown) throw new Error(`${model} has no field ${unknown}`);
  Object.assign(world.touch(model, index).fields, fields);
  return { model, index, changedModels: [model] };
}

function pointElsewhere(world: World, { model, link, to, ...ref }: Of<"link">): Applied {
  const index = locate(world, { model, ...ref });
  const targetModel = world.linkModel(model, link);
  const target = to === null ? null : locate(world, { model: targetModel, remoteId: to });
  world.touch(model, index).links.set(link, target);
  return { model, index, changedModels: [model] };
}

function locate(world: World, { model, remoteId }: { readonly model: string; readonly remoteId: string }): number {
  const index = world.find(model, remoteId);
  if (index === null) throw new Error(`No ${model} with remote id ${remoteId}`);
  return index;
}

function replaceMembers(world: World, mutation: Of<"members">): Applied {
  const { owner, target } = getJoin(mutation.model);
  const index = locate(world, { model: owner, remoteId: mutation.remoteId });
  const to = mutation.to.map((remoteId) => locate(world, { model: target, remoteId }));
  world.setMembers(mutation.model, index, to);
  return { model: owner, index, changedModels: [mutation.model] };
}

function create(world: World, mutation: Of<"create">): Applied {
  const { model } = mutation;
  const index = newPosition(world, mutation);
  const change = world.touch(model, index);
  change.deletedAt = null;
  Object.assign(change.fields, mutation.fields);
  return { model, index, changedModels: [model] };
}

function newPosition(world: World, { model, parent: owner }: Of<"create">): number {
  const { parent } = getTable(model);
  if (!parent) return world.extend(model);
  if (owner === undefined) throw new Error(`A new ${model} needs a parent: a ${parent.model}`);
  const first = locate(world, { model: parent.model, remoteId: owner }) * parent.slots;
  for (let index = first; index < first + parent.slots; index += 1) {
    if (!world.exists(model, index)) return index;
  }
  throw new Error(`No room for another ${model} under ${parent.model} ${owner}`);
}

/** What lives below a deleted record is gone with it. */
function remove(world: World, { model, remoteId }: Of<"delete">): Applied {
  const index = locate(world, { model, remoteId });
  const changed = new Set<string>();
  const pending = [{ model, index }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (world.deletedAt(next.model, next.index) === null) {
      const change = world.touch(next.model, next.index);
      change.deletedAt = change.changedAt;
      if (!getTable(next.model).unannounced) changed.add(next.model);
    }
    pending.push(...below(world, next));
  }
  return { model, index, changedModels: [...changed] };
}

/** Brings back the record and what was deleted together with it. */
function restore(world: World, { model, remoteId }: Of<"undelete">): Applied {
  const index = locate(world, { model, remoteId });
  const deletedAt = world.deletedAt(model, index);
  if (deletedAt === null) throw new Error(`${model} ${remoteId} is not deleted`);
  const changed = new Set<string>();
  const pending = [{ model, index }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (world.deletedAt(next.model, next.index) !== deletedAt) continue;
    world.touch(next.model, next.index).deletedAt = null;
    if (!getTable(next.model).unannounced) changed.add(next.model);
    pending.push(...below(world, next));
  }
  return { model, index, changedModels: [...changed] };
}

type Place = { readonly model: string; readonly index: number };

function below(world: World, place: Place): Place[] {
  return childTables(place.model).flatMap(({ model }) =>
    world.children(model, place.index).map((index) => ({ model, index })),
  );
}
