import "server-only";

import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import { exportFile, type ExportFormat } from "@/lib/http/export";
import { writeExportEnd } from "@/lib/http/export-end";
import { partMaxMs, readPart } from "@/lib/http/export-part";
import type { PageOf } from "@/lib/http/page";
import type { CommandDeps } from "@/lib/sync/deps";

type ListToExport = {
  readonly actor: Actor;
  /** What the list holds: `records`. */
  readonly name: string;
  readonly format: ExportFormat;
  readonly filters: object;
  readonly cursor: string | undefined;
  readonly columns: readonly string[];
  readonly readPage: (cursor: string | undefined) => Promise<PageOf<object>>;
};

/**
 * Sends a list as a file, part by part. Who takes away what stands in the audit log before the first row leaves, and how
 * many left when the part is over, also when it was broken off.
 */
export async function exportList(deps: CommandDeps, list: ListToExport): Promise<Response> {
  const { actor, name, format, cursor } = list;
  const now = await deps.clock.start();
  const startedAt = now().getTime();
  const note = { actor, target: name };
  await insertAuditEvent(deps.pool, {
    ...note,
    action: "list.export",
    after: { format, filters: withoutSearch(list.filters), continued: cursor !== undefined },
    at: now(),
  });
  const part = readPart({
    cursor,
    readPage: list.readPage,
    isOver: () => now().getTime() - startedAt > partMaxMs,
    onEnd: ({ rows, isComplete }) =>
      insertAuditEvent(deps.pool, {
        ...note,
        action: "list.exported",
        after: { format, rows, complete: isComplete },
        at: now(),
      }),
  });
  return exportFile({
    format,
    name,
    columns: list.columns,
    rows: part.rows,
    isContinued: cursor !== undefined,
    lastLine: () => writeExportEnd(format, part.end),
  });
}

/** That something was searched for, not what: it may be a name, which the audit log would keep when the person is erased (I12). */
function withoutSearch(filters: object): object {
  return "search" in filters && filters.search !== undefined ? { ...filters, search: true } : filters;
}
