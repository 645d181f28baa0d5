import { type ColumnType, type View, type ViewColumn, views } from "@/lib/mirror/views";

/** What a migration has to say for the views to be as `lib/mirror/views` has them. */
export function listViewStatements(): readonly string[] {
  return views.map(viewStatement);
}

function viewStatement(view: View): string {
  return view.list === null ? recordsView(view) : entriesView(view, view.list);
}

const common = `r."integration_id", i."kombo_integration_id", i."organization_name"`;
const source = `FROM public."records" r JOIN public."integrations" i ON i."id" = r."integration_id"`;
const live = (model: string) => `WHERE r."model" = '${model}' AND r."deleted_at" IS NULL`;

function recordsView({ name, model, columns }: View): string {
  return `CREATE VIEW "mirror"."${name}" AS
SELECT ${common}, r."kombo_id", r."remote_id",
${columns.map((column) => `    ${toColumn(`r."data"`, column)},\n`).join("")}    r."changed_at", r."fetched_at", r."data"
${source}
${live(model)};`;
}

function entriesView({ name, model, columns }: View, list: string): string {
  return `CREATE VIEW "mirror"."${name}" AS
SELECT ${common}, r."kombo_id" AS "parent_kombo_id", e."position", e."data" ->> 'id' AS "kombo_id",
${columns.map((column) => `    ${toColumn(`e."data"`, column)},\n`).join("")}    e."data"
${source}
CROSS JOIN LATERAL jsonb_array_elements("mirror"."to_list"(${at(`r."data"`, list)})) WITH ORDINALITY AS e("data", "position")
${live(model)};`;
}

function toColumn(data: string, { name, path, type }: ViewColumn): string {
  if (type === "text") return `${at(data, path, ">>")} AS "${name}"`;
  return `"mirror"."${cast[type]}"(${at(data, path)}) AS "${name}"`;
}

const cast: Readonly<Record<Exclude<ColumnType, "text">, string>> = {
  number: "to_number",
  boolean: "to_boolean",
  time: "to_time",
  date: "to_date",
};

function at(data: string, path: string, operator: ">" | ">>" = ">"): string {
  const keys = path.split(".");
  return keys.length === 1 ? `${data} -${operator} '${path}'` : `${data} #${operator} '{${keys.join(",")}}'`;
}
