import { atsViews } from "./view-columns/ats";
import type { Columns, ModelViews } from "./view-columns/columns";
import { hrisViews } from "./view-columns/hris";
import { lmsViews } from "./view-columns/lms";

/**
 * The ready-made views of the schema `mirror`, as data: a view for each model, and one for each list of its records. What
 * stands here is what the migrations made: a test compares them. To change a view, change its columns and write a migration
 * with what `tests/support/view-statements` makes of them.
 */
const viewsByModel: Readonly<Record<string, ModelViews>> = { ...hrisViews, ...atsViews, ...lmsViews };

export type ColumnType = keyof Columns;
export type ViewColumn = { readonly name: string; readonly path: string; readonly type: ColumnType };
export type View = {
  readonly name: string;
  readonly model: string;
  /** Where in the record the list is whose entries are the rows; null where the rows are the records. */
  readonly list: string | null;
  readonly columns: readonly ViewColumn[];
};

export const views: readonly View[] = Object.entries(viewsByModel).flatMap(([model, { columns, lists = {} }]) => [
  { name: model, model, list: null, columns: toColumns(columns) },
  ...Object.entries(lists).map(([list, listColumns]) => ({
    name: `${model}_${toName(list)}`,
    model,
    list,
    columns: toColumns(listColumns),
  })),
]);

function toColumns(columns: Columns): readonly ViewColumn[] {
  const typed = (type: ColumnType) =>
    (columns[type] ?? "")
      .split(/\s+/)
      .filter((path) => path !== "")
      .map((path) => ({ name: toName(path), path, type }));
  return [...typed("text"), ...typed("number"), ...typed("boolean"), ...typed("time"), ...typed("date")];
}

function toName(path: string): string {
  return path.replaceAll(".", "_");
}
