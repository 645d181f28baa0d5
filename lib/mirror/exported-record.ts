import { listHighlightLabels } from "./highlights";
import type { ExportedRecord } from "./record-rows";

const identity = ["integration", "organization", "model", "kombo_id", "remote_id", "name"];
const times = ["changed_at", "fetched_at", "deleted_at", "deleted_reason"];

/** The columns of a table of records; within one model its highlights have a column each. */
export function listExportColumns(model: string | undefined): readonly string[] {
  return [...identity, ...(model === undefined ? ["details"] : listHighlightLabels(model).map(toName)), ...times];
}

/** One line of the file. `data` is all of it, which only a format that nests can hold. */
export function toExportedLine(record: ExportedRecord): Readonly<Record<string, unknown>> {
  const highlights = record.highlights.map(({ label, value }) => ({
    name: toName(label),
    text: typeof value === "string" ? value : hidden,
  }));
  return {
    integration: record.komboIntegrationId,
    organization: record.organizationName,
    model: record.model,
    kombo_id: record.komboId,
    remote_id: record.remoteId,
    name: record.displayName,
    details: highlights.map(({ text }) => text).join(", "),
    ...Object.fromEntries(highlights.map(({ name, text }) => [name, text])),
    changed_at: record.changedAt,
    fetched_at: record.fetchedAt,
    deleted_at: record.deletedAt,
    deleted_reason: record.deletedReason,
    data: record.data,
  };
}

/** What stands in the place of a value that may not be seen. */
const hidden = "[masked]";

/** `E-mail` → `e_mail`. */
function toName(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z]+/g, "_");
}
