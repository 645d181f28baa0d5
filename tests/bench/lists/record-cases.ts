import type { z } from "zod";

import { listRecordChanges } from "@/lib/mirror/change-rows";
import { getRecord } from "@/lib/mirror/get-record";
import { listRecordCounts, listRecords, listRecordsToExport } from "@/lib/mirror/record-rows";
import { listRelatedCounts } from "@/lib/mirror/related-rows";
import { recordListSchema } from "@/lib/mirror/schema";

import type { Examples } from "./examples";
import { type ListCase, operator } from "./list-case";

type Filters = z.input<typeof recordListSchema>;
type Choose = (examples: Examples) => Filters;

const lists: Readonly<Record<string, Choose>> = {
  "first page": () => ({}),
  "page at depth": ({ deep }) => ({ cursor: deep.records }),
  "with deleted": () => ({ deleted: "include" }),
  "only deleted": () => ({ deleted: "only" }),
  "integration, large": ({ large }) => ({ integration: large }),
  "integration, at depth": ({ large, deep }) => ({ integration: large, cursor: deep.recordsOfLarge }),
  "integration, small": ({ small }) => ({ integration: small }),
  "integration, only deleted": ({ small }) => ({ integration: small, deleted: "only" }),
  "model, common": () => ({ model: "hris_employees" }),
  "model, at depth": ({ deep }) => ({ model: "hris_employees", cursor: deep.recordsOfModel }),
  "model, rare": () => ({ model: "hris_performance_review_cycles" }),
  "model, none": () => ({ model: "hris_unheard_of" }),
  "model, only deleted": () => ({ model: "lms_skills", deleted: "only" }),
  "integration and model": ({ large }) => ({ integration: large, model: "hris_employees" }),
  "written since yesterday": () => ({ since: "2020-01-01T00:00:00Z" }),
  "drifted in any way": () => ({ drift: "any" }),
  "drifted, local edits": () => ({ drift: "local_edit" }),
  "drifted, of an integration": ({ large }) => ({ drift: "any", integration: large }),
  "related: reports": ({ record }) => ({
    integration: record.komboIntegrationId,
    model: "hris_employees",
    related: `manager_id:hris_employees:${record.komboId}`,
  }),
};

const searches: Readonly<Record<string, Choose>> = {
  "name, common": () => ({ search: "müller" }),
  "name, common, of an integration": ({ large }) => ({ search: "müller", integration: large }),
  "name, common, of a model": () => ({ search: "anna", model: "lms_users" }),
  "name, common, small integration": ({ small }) => ({ search: "anna", integration: small }),
  "name, less common": () => ({ search: "vukić" }),
  "name, rare": ({ rareName }) => ({ search: rareName }),
  "name, no hit": () => ({ search: "qqqzzzxx" }),
  "two words, common": () => ({ search: "anna müller" }),
  "two words, rare together": () => ({ search: "quentin vukić" }),
  "part of every e-mail": () => ({ search: "example" }),
  "e-mail, whole": () => ({ search: "anna.müller7@company61.example" }),
  "e-mail, domain of a customer": () => ({ search: "@company440.example" }),
  "employee number": () => ({ search: "e-000123" }),
  "common, only deleted": () => ({ search: "anna", deleted: "only" }),
  "three letters, common": () => ({ search: "ann" }),
  "three letters, no hit": () => ({ search: "qxz" }),
  "two letters, common": () => ({ search: "an" }),
  "two letters, rare": () => ({ search: "xy" }),
  "two letters, no hit": () => ({ search: "qq" }),
  "two letters, small integration": ({ small }) => ({ search: "le", integration: small }),
  "Kombo id": ({ record }) => ({ search: record.komboId }),
  "id of the tool": () => ({ search: "10017" }),
};

function listCase(name: string, choose: Choose): ListCase {
  return {
    door: "GET /api/records",
    name,
    ask: ({ pool, examples, at }) => {
      const { since, ...filters } = choose(examples);
      const lately = since === undefined ? {} : { since: new Date(at.getTime() - 86_400_000).toISOString() };
      return listRecords(pool, { filters: recordListSchema.parse({ ...filters, ...lately }), sight: operator });
    },
  };
}

export const recordCases: readonly ListCase[] = [
  ...Object.entries(lists).map(([name, choose]) => listCase(name, choose)),
  ...Object.entries(searches).map(([name, choose]) => listCase(`search: ${name}`, choose)),
  { door: "GET /api/records/counts", name: "by model", ask: ({ pool }) => listRecordCounts(pool, null) },
  {
    door: "GET /api/records/counts",
    name: "by model, integration, large",
    ask: ({ pool, examples: { large } }) => listRecordCounts(pool, large),
  },
  {
    door: "GET /api/records/export",
    name: "first 500",
    ask: ({ pool }) => listRecordsToExport(pool, { filters: { deleted: "include" }, sight: operator }),
  },
  {
    door: "GET /api/records/[integration]/[model]/[id]",
    name: "one record",
    ask: ({ examples: { record }, ...asked }) => getRecord(asked, { ...record, sight: operator }),
  },
  {
    door: "GET /api/records/[integration]/[model]/[id]/history",
    name: "newest 50 of the most",
    ask: ({ pool, examples: { record } }) => listRecordChanges(pool, { ...record, sight: operator }),
  },
  {
    door: "GET /api/records/[integration]/[model]/[id]/related",
    name: "counts of one employee",
    ask: ({ pool, examples: { record } }) => listRelatedCounts(pool, { ...record, sight: operator }),
  },
  {
    door: "GET /api/records/[integration]/[model]/[id]/related",
    name: "counts of a location",
    ask: ({ pool, examples: { large } }) => countRelatedToLocation(pool, large),
  },
];

async function countRelatedToLocation(pool: Parameters<typeof listRelatedCounts>[0], large: string): Promise<unknown> {
  const { rows } = await pool.query<{ komboId: string }>(
    `SELECT kombo_id AS "komboId" FROM records WHERE model = 'hris_locations'
       AND integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1) LIMIT 1`,
    [large],
  );
  const komboId = rows[0]?.komboId ?? "";
  return listRelatedCounts(pool, { komboIntegrationId: large, model: "hris_locations", komboId, sight: operator });
}
