import { canonicalJson } from "./canonical-json";
import { idOf, isJsonObject, ownOf } from "./json";
import type { PathChange } from "./schema";

/**
 * What differs between two versions of a record. Lists of things with ids are compared by id, so that an entry that
 * moved is no change; other lists by position.
 */
export function diffRecords(before: unknown, after: unknown): readonly PathChange[] {
  const changes: PathChange[] = [];
  compare({ path: "", before, after, nested: null }, changes);
  return changes;
}

type Nested = { readonly at: string; readonly id: string };
type Pair = {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly nested: Nested | null;
};

function compare(pair: Pair, changes: PathChange[]): void {
  const { before, after } = pair;
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) return compareLists({ ...pair, before, after }, changes);
  if (isJsonObject(before) && isJsonObject(after) && isSameThing(before, after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const path = pair.path === "" ? key : `${pair.path}.${key}`;
      compare(
        step({ path, at: path, before: ownOf(before, key), after: ownOf(after, key), nested: pair.nested }),
        changes,
      );
    }
    return;
  }
  const isPresenceChanged = before === undefined || after === undefined;
  if (isPresenceChanged || canonicalJson(before) !== canonicalJson(after)) changes.push(toChange(pair));
}

function compareLists(
  pair: Pair & { before: readonly unknown[]; after: readonly unknown[] },
  changes: PathChange[],
): void {
  const keyedBefore = keyById(pair.before);
  const keyedAfter = keyById(pair.after);
  if (keyedBefore && keyedAfter) {
    for (const id of new Set([...keyedBefore.keys(), ...keyedAfter.keys()])) {
      const entry = { before: keyedBefore.get(id), after: keyedAfter.get(id), nested: pair.nested };
      compare(step({ path: `${pair.path}[${id}]`, at: pair.path, ...entry }), changes);
    }
    return;
  }
  for (let index = 0; index < Math.max(pair.before.length, pair.after.length); index++) {
    const entry = { before: pair.before[index], after: pair.after[index], nested: pair.nested };
    compare(step({ path: `${pair.path}[${index}]`, at: pair.path, ...entry }), changes);
  }
}

/** The thing a path lies in is the innermost object with an id, the record itself apart. */
function step(pair: Pair & { at: string }): Pair {
  const id = idOf(pair.after) ?? idOf(pair.before);
  return { ...pair, nested: id === null ? pair.nested : { at: pair.at, id } };
}

/** Null when an entry has no id or two share one: then only the position tells them apart. */
function keyById(list: readonly unknown[]): Map<string, unknown> | null {
  const byId = new Map<string, unknown>();
  for (const entry of list) {
    const id = idOf(entry);
    if (id === null || byId.has(id)) return null;
    byId.set(id, entry);
  }
  return byId;
}

/** Another manager is one change, not one of each of the manager's fields. */
function isSameThing(before: unknown, after: unknown): boolean {
  return idOf(before) === idOf(after);
}

function toChange({ path, before, after, nested }: Pair): PathChange {
  return {
    path,
    ...(before === undefined ? {} : { from: before }),
    ...(after === undefined ? {} : { to: after }),
    ...(nested === null ? {} : { nested: { at: nested.at, id: nested.id } }),
  };
}

/** Whether only things inside the record changed: Kombo sent it again although its own fields are the same. */
export function isNestedOnly(changes: readonly PathChange[]): boolean {
  return changes.length > 0 && changes.every((change) => change.nested !== undefined);
}
