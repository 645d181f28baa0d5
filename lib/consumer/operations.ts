import type { z } from "zod";

import {
  changePageSchema,
  changesQuerySchema,
  integrationPageSchema,
  integrationsQuerySchema,
  recordPageSchema,
  recordsQuerySchema,
  runPageSchema,
  runsQuerySchema,
} from "./schema";

export type Operation = {
  readonly path: `/api/v1/${string}`;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly query: z.ZodObject;
  readonly answer: z.ZodType;
  /** What of the usual refusals it adds. */
  readonly expires: boolean;
};

/** The consumer API: what is documented and tested comes from this list. */
export const operations: readonly Operation[] = [
  {
    path: "/api/v1/integrations",
    operationId: "listIntegrations",
    summary: "Integrations",
    description: "Every integration with its endpoints, and how far each of them is mirrored.",
    query: integrationsQuerySchema,
    answer: integrationPageSchema,
    expires: false,
  },
  {
    path: "/api/v1/records",
    operationId: "listRecords",
    summary: "Records",
    description:
      "Mirrored records with their full data, in the order of their keys. A record that is there all the while is listed once, whatever is written meanwhile. Where a filter leaves little, a page may hold fewer rows than `limit`, even none: go on until `next` is null.",
    query: recordsQuerySchema,
    answer: recordPageSchema,
    expires: false,
  },
  {
    path: "/api/v1/changes",
    operationId: "listChanges",
    summary: "The change feed",
    description:
      "Every change of every record, tombstones included, each delivered at least once, also those whose transaction commits late. Keep `next` and ask with it again; no change is missed as long as cursors are used one after the other. A cursor that could miss something is refused with 410.",
    query: changesQuerySchema,
    answer: changePageSchema,
    expires: true,
  },
  {
    path: "/api/v1/runs",
    operationId: "listRuns",
    summary: "Runs",
    description: "Passes over Kombo's endpoints, newest first, with what they received and wrote.",
    query: runsQuerySchema,
    answer: runPageSchema,
    expires: false,
  },
];
