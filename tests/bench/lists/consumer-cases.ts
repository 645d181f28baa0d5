import type { z } from "zod";

import { listConsumerChanges } from "@/lib/consumer/changes";
import { encodeFeedPosition, encodeRecordPosition } from "@/lib/consumer/cursor";
import { listConsumerIntegrations } from "@/lib/consumer/integrations";
import { listConsumerRecords } from "@/lib/consumer/records";
import { listConsumerRuns } from "@/lib/consumer/runs";
import {
  changesQuerySchema,
  integrationsQuerySchema,
  recordsQuerySchema,
  runsQuerySchema,
} from "@/lib/consumer/schema";
import type { Pool } from "@/lib/db/pool";

import type { Examples } from "./examples";
import { type ListCase, program } from "./list-case";

const records: Readonly<Record<string, (examples: Examples) => z.input<typeof recordsQuerySchema>>> = {
  "first page of 100": () => ({}),
  "page of 500": () => ({ limit: "500" }),
  integration: ({ large }) => ({ integration: large }),
  "model, common": () => ({ model: "hris_employees" }),
  "model, rare": () => ({ model: "lms_skills" }),
  "integration and model": ({ large }) => ({ integration: large, model: "hris_employees" }),
  "one id": ({ record }) => ({ id: record.komboId }),
  "fetched since a day": () => ({ fetched_since: "day" }),
  "changed since a day": () => ({ changed_since: "day" }),
  "changed since an hour, of a model": () => ({ changed_since: "hour", model: "hris_employees" }),
  "changed since an hour, of an integration": ({ small }) => ({ changed_since: "hour", integration: small }),
  "changed since now: none": () => ({ changed_since: "now" }),
  "fetched since now: none": () => ({ fetched_since: "now" }),
};

const spans: Readonly<Record<string, number>> = { day: 86_400_000, hour: 3_600_000, now: 0 };

const changes: Readonly<Record<string, (examples: Examples) => z.input<typeof changesQuerySchema>>> = {
  "from the beginning": () => ({}),
  "500, with records": () => ({ limit: "500", expand: "record" }),
  "model, none": () => ({ model: "hris_performance_review_cycles" }),
  "integration, small": ({ small }) => ({ integration: small }),
  "kind, rare": () => ({ kind: "deleted" }),
};

const atDepth: Readonly<Record<string, number>> = { "in the middle": 0.5, "near the end": 0.9999, "at the end": 1 };

export const consumerCases: readonly ListCase[] = [
  {
    door: "GET /api/v1/integrations",
    name: "first page of 100",
    ask: ({ pool }) => listConsumerIntegrations(pool, { query: integrationsQuerySchema.parse({}), sight: program }),
  },
  ...Object.entries(records).map(([name, choose]): ListCase => ({
    door: "GET /api/v1/records",
    name,
    ask: ({ pool, examples, at }) => {
      const since = (span: string | undefined) =>
        span === undefined ? undefined : new Date(at.getTime() - (spans[span] ?? 0)).toISOString();
      const { fetched_since: fetched, changed_since: changed, ...query } = choose(examples);
      const parsed = recordsQuerySchema.parse({
        ...query,
        fetched_since: since(fetched),
        changed_since: since(changed),
      });
      return listConsumerRecords(pool, { query: parsed, sight: program });
    },
  })),
  {
    door: "GET /api/v1/records",
    name: "page at depth",
    async ask({ pool }) {
      const { rows } = await pool.query<{ integrationId: string }>(
        `SELECT id AS "integrationId" FROM integrations WHERE id > '80000000-0000-0000-0000-000000000000' ORDER BY id LIMIT 1`,
      );
      const cursor = encodeRecordPosition({
        integrationId: rows[0]?.integrationId ?? "",
        model: "hris_employees",
        komboId: "M",
        feedCursor: await feedPosition(pool, 1),
      });
      return listConsumerRecords(pool, { query: recordsQuerySchema.parse({ cursor }), sight: program });
    },
  },
  ...Object.entries(changes).map(([name, choose]): ListCase => ({
    door: "GET /api/v1/changes",
    name,
    ask: ({ pool, examples }) =>
      listConsumerChanges(pool, { query: changesQuerySchema.parse(choose(examples)), sight: program }),
  })),
  ...Object.entries(atDepth).map(([name, depth]): ListCase => ({
    door: "GET /api/v1/changes",
    name,
    async ask({ pool }) {
      const query = changesQuerySchema.parse({ cursor: await feedPosition(pool, depth) });
      return listConsumerChanges(pool, { query, sight: program });
    },
  })),
  {
    door: "GET /api/v1/runs",
    name: "first page of 100",
    ask: ({ pool }) => listConsumerRuns(pool, runsQuerySchema.parse({})),
  },
  {
    door: "GET /api/v1/runs",
    name: "failed, of an endpoint",
    ask: ({ pool }) => listConsumerRuns(pool, runsQuerySchema.parse({ state: "failed", endpoint: "/hris/employees" })),
  },
  {
    door: "GET /api/v1/runs",
    name: "trigger, none",
    ask: ({ pool }) => listConsumerRuns(pool, runsQuerySchema.parse({ trigger: "replay" })),
  },
];

/** Behind the change that lies so far in the log. */
async function feedPosition(pool: Pool, depth: number): Promise<string> {
  const { rows } = await pool.query<{ epoch: string; xid: string; seq: string; at: Date }>(
    `SELECT f.epoch, c.xid::text, c.seq::text, c.at FROM feed_state f, LATERAL (
       SELECT xid, seq, at FROM record_changes WHERE seq <= (SELECT (max(seq) * $1::float8)::bigint FROM record_changes)
       ORDER BY seq DESC LIMIT 1) c`,
    [depth],
  );
  const [row] = rows;
  if (!row) throw new Error("The seed has no changes");
  return encodeFeedPosition({ ...row, at: row.at.toISOString() });
}
