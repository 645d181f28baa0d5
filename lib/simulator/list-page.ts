import { changedSince } from "./changed-since";
import { passesFilters } from "./filters";
import type { JsonObject } from "./json";
import type { ListQuery } from "./list-query";
import type { ListEndpoint } from "./shape";
import type { Paging, UpdatedAfterMode } from "./simulator";
import { wireRecord } from "./wire-record";
import type { World } from "./world";

export type Page = { readonly results: readonly JsonObject[]; readonly next: string | null };

type Source = {
  readonly world: World;
  readonly endpoint: ListEndpoint;
  readonly query: ListQuery;
  readonly mode: UpdatedAfterMode;
  readonly order?: Paging["order"];
};

/** One page. By position, which never changes, records changing meanwhile move nobody; by change they do. */
export function listPage(source: Source): Page {
  const { query } = source;
  const results: JsonObject[] = [];
  if (query.nothingPasses) return { results, next: null };
  if (source.order === "changed") return pageByChange(source);
  for (const { index, record } of matchingRecords(source)) {
    if (results.length === query.pageSize) return { results, next: query.cursorFor(index) };
    results.push(record ?? wireRecord(source.world, { model: source.endpoint.model, index }, source.endpoint.shape));
  }
  return { results, next: null };
}

/** The cursor counts records: those before it that changed meanwhile are behind it now, and others moved up past it. */
function pageByChange(source: Source): Page {
  const { world, endpoint, query } = source;
  const { model, shape } = endpoint;
  const matches = [...matchingRecords({ ...source, query: { ...query, from: 0 } })].toSorted(
    (left, right) => world.changedAt(model, left.index) - world.changedAt(model, right.index),
  );
  const end = query.from + query.pageSize;
  const results = matches
    .slice(query.from, end)
    .map(({ index, record }) => record ?? wireRecord(world, { model, index }, shape));
  return { results, next: end < matches.length ? query.cursorFor(end) : null };
}

/** Everything the endpoint would answer with include_deleted=true, one at a time. */
export function* everyRecord(world: World, endpoint: ListEndpoint): IterableIterator<JsonObject> {
  const { model, shape } = endpoint;
  for (let index = 0; index < world.extent(model); index += 1) {
    if (world.exists(model, index)) yield wireRecord(world, { model, index }, shape);
  }
}

/** `record` only where a filter had to see it. */
type Match = { readonly index: number; readonly record: JsonObject | null };

function* matchingRecords(source: Source): IterableIterator<Match> {
  const { world, endpoint, query } = source;
  const { model, shape } = endpoint;
  for (const index of matchingPositions(source)) {
    if (query.filters.length === 0) {
      yield { index, record: null };
      continue;
    }
    const record = wireRecord(world, { model, index }, shape);
    if (passesFilters(record, query.filters)) yield { index, record };
  }
}

/** What can be decided without making the record. */
function* matchingPositions({ world, endpoint, query, mode }: Source): IterableIterator<number> {
  const { model } = endpoint;
  const changed =
    query.updatedAfter === null ? null : changedSince({ world, endpoint, since: query.updatedAfter, mode });
  const only = wantedPositions(world, model, query) ?? changed?.candidates ?? null;
  for (const index of positions(world, { model, from: query.from, only })) {
    if (isVisible(world, { model, index }, query) && (!changed || changed.matches(index))) yield index;
  }
}

function isVisible(world: World, { model, index }: { model: string; index: number }, query: ListQuery): boolean {
  if (!world.exists(model, index)) return false;
  if (!query.includeDeleted && world.deletedAt(model, index) !== null) return false;
  return !query.ids || query.ids.has(world.id(model, index));
}

function wantedPositions(world: World, model: string, { remoteIds }: ListQuery): readonly number[] | null {
  if (!remoteIds) return null;
  const found = [...remoteIds].map((remoteId) => world.find(model, remoteId));
  return found.filter((index) => index !== null).toSorted((left, right) => left - right);
}

function* positions(
  world: World,
  of: { model: string; from: number; only: readonly number[] | null },
): IterableIterator<number> {
  if (of.only) {
    yield* of.only.filter((index) => index >= of.from);
    return;
  }
  const end = world.extent(of.model);
  for (let index = of.from; index < end; index += 1) yield index;
}
