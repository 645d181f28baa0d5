import { cursorValue, decodeCursor, encodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { type TimelineKind, timelineKinds } from "@/lib/health/schema/timeline-words";
import type { PageOf } from "@/lib/http/page";
import { listRuns } from "@/lib/sync/run-rows";

import type { TimelineEntry, TimelineFilters } from "./schema/timeline";
import { type Before, getSubject, listDeeds, listLifecycleEvents, type Subject } from "./timeline-data";

/** Fewer than a page of runs has, so that one of them always tells whether there is more. */
const limit = 40;

/** What happened to an integration, newest first: three lists, each by its own index, merged. */
export async function listTimeline(
  pool: Pool,
  komboIntegrationId: string,
  filters: TimelineFilters,
): Promise<PageOf<TimelineEntry>> {
  const subject = await getSubject(pool, komboIntegrationId);
  const last = readCursor(filters.cursor);
  const kinds = timelineKinds.filter((kind) => filters.kind === undefined || kind === filters.kind);
  const lists = await Promise.all(kinds.map((kind) => readers[kind](pool, subject, beforeOf(kind, last))));
  const entries = lists.flat().toSorted((one, other) => compare(keyOf(other), keyOf(one)));
  return toPage(entries, limit, (entry) => {
    const { at, kind, id } = keyOf(entry);
    return [at, kind, id];
  });
}

type Key = { readonly at: string; readonly kind: TimelineKind; readonly id: string };

function keyOf(entry: TimelineEntry): Key {
  switch (entry.kind) {
    case "run":
      return { kind: "run", at: entry.run.createdAt, id: entry.run.id };
    case "event":
      return { kind: "event", at: entry.event.at, id: entry.event.id };
    case "deed":
      return { kind: "deed", at: entry.deed.at, id: entry.deed.id };
  }
}

/** At the same instant the kinds have an order too, or a page might begin in the middle of it and skip some. */
function compare(one: Key, other: Key): number {
  return (
    one.at.localeCompare(other.at) ||
    timelineKinds.indexOf(other.kind) - timelineKinds.indexOf(one.kind) ||
    one.id.length - other.id.length ||
    one.id.localeCompare(other.id)
  );
}

function readCursor(cursor: string | undefined): Key | null {
  if (cursor === undefined) return null;
  const [at = "", kind, id = ""] = decodeCursor(cursor, [cursorValue.time, cursorValue.text, cursorValue.text]);
  const known = timelineKinds.find((candidate) => candidate === kind);
  const isId = (known === "deed" ? cursorValue.sequence : cursorValue.uuid).safeParse(id).success;
  if (!known || !isId) throw new AppError("bad_request", "cursor: is not one this list gave. Start again without it.");
  return { at, kind: known, id };
}

const lastIds: Readonly<Record<TimelineKind, string>> = {
  run: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  event: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  deed: "9".repeat(18),
};
const zeroId = "00000000-0000-0000-0000-000000000000";
const firstIds: Readonly<Record<TimelineKind, string>> = { run: zeroId, event: zeroId, deed: "0" };

/** Where a list goes on after the last entry of the page before: kinds that come later still have that instant to show. */
function beforeOf(kind: TimelineKind, last: Key | null): Before {
  if (last === null) return null;
  const order = timelineKinds.indexOf(kind) - timelineKinds.indexOf(last.kind);
  const id = order === 0 ? last.id : order > 0 ? lastIds[kind] : firstIds[kind];
  return { at: last.at, id };
}

type Reader = (pool: Pool, subject: Subject, before: Before) => Promise<readonly TimelineEntry[]>;

const readers: Readonly<Record<TimelineKind, Reader>> = {
  async run(pool, { komboIntegrationId }, before) {
    const cursor = before === null ? {} : { cursor: encodeCursor([before.at, before.id]) };
    const { rows } = await listRuns(pool, { integration: komboIntegrationId, ...cursor });
    return rows.map((run) => ({ kind: "run", run }));
  },
  async event(pool, subject, before) {
    const events = await listLifecycleEvents(pool, subject, { before, limit: limit + 1 });
    return events.map((event) => ({ kind: "event", event }));
  },
  async deed(pool, subject, before) {
    const deeds = await listDeeds(pool, subject, { before, limit: limit + 1 });
    return deeds.map((deed) => ({ kind: "deed", deed }));
  },
};
