import type { JsonObject, JsonValue, MutableJson } from "./json";
import type { Part, Shape } from "./shape";
import { getJoin } from "./tables";
import type { World } from "./world";

type Place = { readonly model: string; readonly index: number };

/** One record as its endpoint shows it: every nested copy is made from the record it is a copy of. */
export function wireRecord(world: World, place: Place, shape: Shape): JsonObject {
  return addParts({ world, place, shape, record: fieldsOf(world.record(place.model, place.index), shape) });
}

function addParts(of: { world: World; place: Place; shape: Shape; record: MutableJson }): MutableJson {
  const { record } = of;
  for (const key in of.shape.parts) {
    const part = of.shape.parts[key];
    if (part) record[key] = partValue(of.world, of.place, part);
  }
  return record;
}

/** Changes the record it is given, unless it makes a smaller one. */
function fieldsOf(own: MutableJson, { pick, omit }: Shape): MutableJson {
  if (pick) {
    const record: MutableJson = {};
    for (const field of pick) record[field] = own[field] ?? null;
    return record;
  }
  for (const field of omit ?? []) delete own[field];
  return own;
}

/** Without parts of its own, what is shown of a shared record is the same object wherever it is shown. */
function sharedRecord(world: World, place: Place, shape: Shape): MutableJson {
  const own = world.shared(place.model, place.index);
  if (shape.parts) return addParts({ world, place, shape, record: fieldsOf(shape.pick ? own : { ...own }, shape) });
  if (!shape.pick && !shape.omit) return own;
  const known = world.views(own).get(shape);
  if (known) return known;
  const record = fieldsOf(shape.pick ? own : { ...own }, shape);
  world.views(own).set(shape, record);
  return record;
}

function partValue(world: World, owner: Place, part: Part): JsonValue {
  if (part.via === "link") return linkedRecord(world, owner, part);
  const isJoin = part.via === "join";
  const model = isJoin ? getJoin(part.of).target : part.of;
  const members = isJoin ? world.members(part.of, owner.index) : childrenOf(world, owner, part);
  const list: JsonValue[] = [];
  for (const index of members) {
    if (world.deletedAt(model, index) !== null) continue;
    const place = { model, index };
    const record = isJoin ? sharedRecord(world, place, part.shape) : wireRecord(world, place, part.shape);
    const extra = part.extra?.({ scope: world.scope, owner: owner.index, position: list.length });
    list.push(part.wrap ? { [part.wrap]: record } : extra ? { ...record, ...extra } : record);
  }
  return list;
}

function childrenOf(world: World, owner: Place, part: Part): readonly number[] {
  if (world.isAnonymised(owner.model, owner.index)) return [];
  return world.children(part.of, owner.index);
}

function linkedRecord(world: World, owner: Place, part: Part): JsonValue {
  const index = world.link(owner.model, owner.index, part.of);
  if (index === null) return null;
  const place = { model: world.linkModel(owner.model, part.of), index };
  return sharedRecord(world, place, part.shape);
}
