import { anonymise } from "./anonymise";
import type { MutableJson } from "./json";
import { komboId } from "./kombo-id";
import { type Change, type Membership, type ModelState, requireLink } from "./model-state";
import { hashText, mix } from "./random";
import type { Shape } from "./shape";
import { day, isoDate, type Scope, type Table } from "./table";
import { getJoin, getTable } from "./tables";

/** Kombo empties a record this long after its deletion. */
const anonymisedAfterMs = 14 * day;

const recentRecords = 2_048;

/**
 * All data of one integration. A record is a function of the scope and its position, made when asked for; only what
 * mutations changed is held in memory, so 200,000 employees cost no more than 50.
 */
export class World {
  readonly scope: Scope;
  /** No record of the start changed later than this. */
  readonly quietSince: number;
  readonly #now: () => number;
  readonly #models = new Map<string, ModelState>();
  readonly #views = new WeakMap<MutableJson, Map<Shape, MutableJson>>();
  readonly #memberships = new Map<string, Map<number, Membership>>();

  constructor({ scope, now }: { scope: Scope; now: () => number }) {
    this.scope = scope;
    this.quietSince = scope.epoch - 2 * day;
    this.#now = now;
  }

  /** Positions run from 0 to this; some are empty. */
  extent(name: string): number {
    const { table, added } = this.#model(name);
    if (table.parent) return this.extent(table.parent.model) * table.parent.slots;
    return this.scope.count(name) + added;
  }

  exists(name: string, index: number): boolean {
    const model = this.#model(name);
    return model.changes.has(index) || this.#existedAtStart(model.table, index);
  }

  changedAt(name: string, index: number): number {
    const model = this.#model(name);
    return model.changes.get(index)?.changedAt ?? this.#changedAtStart(model, index);
  }

  deletedAt(name: string, index: number): number | null {
    const model = this.#model(name);
    const change = model.changes.get(index);
    return change ? change.deletedAt : this.#deletedAtStart(model, index);
  }

  remoteId(name: string, index: number): string {
    const { parent, remoteId } = this.#model(name).table;
    if (remoteId) return remoteId(index);
    if (!parent) return String(index + 1);
    return `${this.remoteId(parent.model, Math.floor(index / parent.slots))}-${(index % parent.slots) + 1}`;
  }

  id(name: string, index: number): string {
    const { ids } = this.#model(name);
    const known = ids.get(index);
    if (known) return known;
    const id = komboId(this.scope.seed, this.remoteId(name, index));
    if (ids.size >= recentRecords) ids.clear();
    ids.set(index, id);
    return id;
  }

  /** Position of the record the tool calls so; null if there is none. */
  find(name: string, remoteId: string): number | null {
    const { parent, position } = this.#model(name).table;
    let index = position ? position(remoteId) : Number(remoteId) - 1;
    if (parent && !position) {
      const cut = remoteId.lastIndexOf("-");
      const owner = this.find(parent.model, remoteId.slice(0, Math.max(0, cut)));
      index = owner === null ? -1 : owner * parent.slots + Number(remoteId.slice(cut + 1)) - 1;
    }
    const found = Number.isInteger(index) && index >= 0 && this.exists(name, index);
    return found && this.remoteId(name, index) === remoteId ? index : null;
  }

  linkModel(name: string, link: string): string {
    const { table, links } = this.#model(name);
    if (table.parent?.link === link) return table.parent.model;
    return requireLink(links, link).model;
  }

  link(name: string, index: number, link: string): number | null {
    const model = this.#model(name);
    const { parent } = model.table;
    if (parent?.link === link) {
      return parent.required || !this.isAnonymised(name, index) ? Math.floor(index / parent.slots) : null;
    }
    const { required, target } = requireLink(model.links, link);
    if (!required && this.isAnonymised(name, index)) return null;
    const changed = model.changes.get(index)?.links.get(link);
    return changed === undefined ? target(this.scope, index) : changed;
  }

  members(join: string, owner: number): readonly number[] {
    if (this.isAnonymised(getJoin(join).owner, owner)) return [];
    return this.#memberships.get(join)?.get(owner)?.to ?? getJoin(join).members(this.scope, owner);
  }

  /** Positions of the records of a child model below one parent, deleted ones included. */
  children(child: string, parent: number): readonly number[] {
    const slots = this.#model(child).table.parent?.slots ?? 0;
    const found: number[] = [];
    for (let slot = 0; slot < slots; slot += 1) {
      const index = parent * slots + slot;
      if (this.exists(child, index)) found.push(index);
    }
    return found;
  }

  hasRoom(child: string, parent: number): boolean {
    return this.children(child, parent).length < (this.#model(child).table.parent?.slots ?? 0);
  }

  isAnonymised(name: string, index: number): boolean {
    const deletedAt = this.deletedAt(name, index);
    return deletedAt !== null && this.#now() - deletedAt >= anonymisedAfterMs;
  }

  /** The record with its own fields and keys, without nested objects; new each time. */
  record(name: string, index: number): MutableJson {
    const model = this.#model(name);
    const change = model.changes.get(index);
    const deletedAt = this.deletedAt(name, index);
    // Written into rather than copied: this is most of the work of making a page.
    const record = model.table.build(this.scope, index);
    record["id"] = this.id(name, index);
    record["remote_id"] = this.remoteId(name, index);
    this.#addKeys({ record, model, name, index });
    if (change) Object.assign(record, change.fields);
    record["changed_at"] = isoDate(this.changedAt(name, index));
    record["remote_deleted_at"] = deletedAt === null ? null : isoDate(deletedAt);
    // Kombo sends none unless the raw data of a field was asked for, which a change here stands for.
    record["remote_data"] = change?.fields["remote_data"] ?? null;
    if (deletedAt !== null && this.isAnonymised(name, index)) anonymise(record, model.table);
    return record;
  }

  /** The same, remembered for a while: for records that many others show, such as locations. Not to be changed. */
  shared(name: string, index: number): MutableJson {
    const model = this.#model(name);
    const known = model.recent.get(index);
    if (known) return known;
    const record = this.record(name, index);
    if (record["remote_deleted_at"] !== null) return record;
    if (model.recent.size >= recentRecords) model.recent.clear();
    model.recent.set(index, record);
    return record;
  }

  /** What is shown of a shared record, by shape; gone together with it. */
  views(record: MutableJson): Map<Shape, MutableJson> {
    const known = this.#views.get(record);
    if (known) return known;
    const views = new Map<Shape, MutableJson>();
    this.#views.set(record, views);
    return views;
  }

  /** Positions of records a mutation touched after that time. */
  changedSince(name: string, since: number): readonly number[] {
    const found: number[] = [];
    for (const [index, change] of this.#model(name).changes) {
      if (change.changedAt > since) found.push(index);
    }
    return found;
  }

  owners(options: {
    readonly model: string;
    readonly link: string;
    readonly target: number;
  }): readonly number[] | null {
    const model = this.#model(options.model);
    const known = requireLink(model.links, options.link).owners;
    if (!known) return null;
    const owners = [...known(this.scope, options.target)];
    for (const [index, change] of model.changes) {
      if (change.links.get(options.link) === options.target) owners.push(index);
    }
    return owners;
  }

  /** When the list of members was last changed; 0 unless a mutation did. */
  membersChangedAt(join: string, owner: number): number {
    return this.#memberships.get(join)?.get(owner)?.changedAt ?? 0;
  }

  membersChangedSince(join: string, since: number): readonly number[] {
    const found: number[] = [];
    for (const [owner, { changedAt }] of this.#memberships.get(join) ?? []) {
      if (changedAt > since) found.push(owner);
    }
    return found;
  }

  setMembers(join: string, owner: number, to: readonly number[]): void {
    const known = this.#memberships.get(join) ?? new Map<number, Membership>();
    known.set(owner, { changedAt: this.#now(), to });
    this.#memberships.set(join, known);
  }

  /** Position of a new record of a model without a parent. */
  extend(name: string): number {
    const index = this.extent(name);
    this.#model(name).added += 1;
    return index;
  }

  /** The change of a record, to be written to; it is new as of now. */
  touch(name: string, index: number): Change {
    const model = this.#model(name);
    const change = model.changes.get(index) ?? {
      changedAt: 0,
      deletedAt: this.deletedAt(name, index),
      fields: {},
      links: new Map<string, number | null>(),
    };
    change.changedAt = this.#now();
    model.changes.set(index, change);
    model.recent.delete(index);
    return change;
  }

  #model(name: string): ModelState {
    const known = this.#models.get(name);
    if (known) return known;
    const table = getTable(name);
    const model: ModelState = {
      table,
      salt: mix(this.scope.seed, hashText(name)),
      links: new Map(Object.entries(table.links ?? {})),
      changes: new Map(),
      recent: new Map(),
      ids: new Map(),
      added: 0,
    };
    this.#models.set(name, model);
    return model;
  }

  #existedAtStart({ parent, model }: Table, index: number): boolean {
    if (!parent) return index < this.scope.count(model);
    const owner = Math.floor(index / parent.slots);
    if (!this.#existedAtStart(getTable(parent.model), owner)) return false;
    return index % parent.slots < parent.filled(this.scope, owner);
  }

  #changedAtStart(model: ModelState, index: number): number {
    return this.quietSince - mix(model.salt, index) * 8 - (index % 8);
  }

  /** What was deleted together with its parent has its parent's time. */
  #deletedAtStart(model: ModelState, index: number): number | null {
    const { parent, deletedShare } = model.table;
    if (parent) {
      const above = this.#deletedAtStart(this.#model(parent.model), Math.floor(index / parent.slots));
      if (above !== null) return above;
    }
    if (!deletedShare) return null;
    const deleted = mix(model.salt + 1, index) < deletedShare(this.scope, index) * 4_294_967_296;
    return deleted ? this.#changedAtStart(model, index) : null;
  }

  #addKeys(of: { record: MutableJson; model: ModelState; name: string; index: number }): void {
    const { parent } = of.model.table;
    if (parent?.field) {
      of.record[parent.field] = this.id(parent.model, Math.floor(of.index / parent.slots));
    }
    for (const [link, { field, model }] of of.model.links) {
      if (!field) continue;
      const target = this.link(of.name, of.index, link);
      of.record[field] = target === null ? null : this.id(model, target);
    }
  }
}
