import type { RecordDetail } from "@/lib/mirror/schema";
import type { RecordAddress } from "@/lib/paths";

import { nameField } from "./field-names";
import { isEmptyValue, isObject } from "./read-value";

type FieldLink = RecordAddress & { readonly displayName: string | null };

export type Field = {
  readonly key: string;
  readonly label: string;
  readonly value: unknown;
  readonly link: FieldLink | null;
};

export type NestedTable = {
  readonly key: string;
  readonly label: string;
  readonly entries: readonly { readonly value: Readonly<Record<string, unknown>>; readonly link: FieldLink | null }[];
};

export type RecordLayout = {
  readonly groups: readonly { readonly title: string; readonly fields: readonly Field[] }[];
  readonly tables: readonly NestedTable[];
  /** What says little: empty fields, and what only the tool and Kombo use. */
  readonly rest: readonly Field[];
};

const personKeys =
  /name$|birth|gender|nationalit|marital|ethnic|ssn|tax|e_?mail|phone|address|avatar|bank|iban|social|candidate_number|employee_number|pronoun/;
const systemKeys = /^(id|remote_id|remote_url|changed_at|remote_.*_at|custom_fields|integration_fields|remote_data)$/;

/** What of a record its layout follows from. */
export type LaidOut = Pick<RecordDetail, "komboIntegrationId" | "model" | "data" | "links">;

/** A record as a person reads it: fields in groups, lists of objects as tables, the rest folded away. */
export function buildRecordLayout(record: LaidOut): RecordLayout {
  const entries = Object.entries(record.data).filter(([key]) => !isSaidTwice(key, record.data));
  const tables = entries.flatMap(([key, value]) => toTable(key, value, record));
  const tableKeys = new Set(tables.map(({ key }) => key));
  const fields = entries.filter(([key]) => !tableKeys.has(key)).map(([key, value]) => toField(key, value, record));
  const shown = fields.filter((field) => !isRest(field));
  const inOrder = shown.toSorted((one, other) => placeOf(one) - placeOf(other) || one.key.localeCompare(other.key));
  const person = inOrder.filter(({ key }) => personKeys.test(key));
  const other = inOrder.filter(({ key }) => !personKeys.test(key));
  const isPerson = "first_name" in record.data || "last_name" in record.data;
  const groups = isPerson
    ? [
        { title: isCandidate(record) ? "Application" : "Work", fields: other },
        { title: "Person", fields: person },
      ]
    : [{ title: "Fields", fields: inOrder }];
  return { groups: groups.filter((group) => group.fields.length > 0), tables, rest: fields.filter(isRest) };
}

/** The database keeps no order of keys; people expect one. */
const fieldOrder: readonly string[] = [
  "name title job_title manager groups department location work_location legal_entity employment_status status",
  "employment_type type start_date end_date termination_date weekly_hours",
  "first_name last_name display_full_name employee_number work_email email personal_email mobile_phone_number",
  "date_of_birth gender nationality marital_status home_address ssn tax_id",
].flatMap((keys) => keys.split(" "));

function placeOf({ key }: Field): number {
  const place = fieldOrder.indexOf(key);
  return place === -1 ? fieldOrder.length : place;
}

/** `manager_id` beside `manager`: the object says more. `teams` is Kombo's old name of `groups`, sent beside it. */
function isSaidTwice(key: string, data: RecordDetail["data"]): boolean {
  if (key === "teams") return Array.isArray(data["groups"]);
  return key.endsWith("_id") && isObject(data[key.slice(0, -3)]);
}

function isRest({ key, value }: Field): boolean {
  return systemKeys.test(key) || isEmptyValue(value);
}

function isCandidate(record: LaidOut): boolean {
  return record.model.startsWith("ats_");
}

function toTable(key: string, value: unknown, record: LaidOut): readonly NestedTable[] {
  if (systemKeys.test(key) || !Array.isArray(value) || value.length === 0) return [];
  const objects = value.filter(isObject);
  if (objects.length < value.length) return [];
  const entries = objects.map((entry, index) => ({ value: entry, link: findLink(`${key}.${index}`, record) }));
  return [{ key, label: nameField(key), entries }];
}

function toField(key: string, value: unknown, record: LaidOut): Field {
  const link = findLink(key, record);
  return { key, label: nameField(link ? key.replace(/_id$/, "") : key), value, link };
}

function findLink(path: string, record: LaidOut): FieldLink | null {
  const link = record.links[path];
  if (!link) return null;
  return { komboIntegrationId: record.komboIntegrationId, ...link };
}

/** Columns worth showing of a nested list: what differs or says something, identity apart; at most six. */
export function listTableColumns(table: NestedTable): readonly string[] {
  const keys = [...new Set(table.entries.flatMap(({ value }) => Object.keys(value)))];
  return keys
    .filter((key) => !systemKeys.test(key) && !key.endsWith("_id"))
    .filter((key) => table.entries.some(({ value }) => !isEmptyValue(value[key])))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .slice(0, 6);
}

const firstKeys: readonly string[] = ["name", "title", "type", "job_title", "first_name", "last_name"];

function rankOf(key: string): number {
  const place = firstKeys.indexOf(key);
  return place === -1 ? firstKeys.length : place;
}
