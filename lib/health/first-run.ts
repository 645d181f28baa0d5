import type { Pool } from "@/lib/db/pool";
import { formatCount, formatDuration, formatList, formatNumber } from "@/lib/format";
import type { KeyState } from "@/lib/sync/kombo-key";

import type { Beats } from "./attention-data";
import { readWebhooks, type WebhookFacts } from "./connection/connection-data";
import { isByCron, lastDriverBeat } from "./connection/decide-parts";
import { toRejection } from "./connection/rejections";
import { type IntegrationRecord, listIntegrationRecords } from "./data";
import { isRefused } from "./decide-causes";
import { type EndpointTotals, isOffered } from "./integration-rows";
import type { FirstRun, FirstRunStep } from "./schema/connection";
import type { HealthSettings } from "./status";

export type FirstRunFacts = {
  /** Null without an API key. */
  readonly key: KeyState | null;
  readonly beats: Beats;
  readonly webhooks: WebhookFacts;
  readonly records: readonly IntegrationRecord[];
};

type Board = {
  /** The records are every integration, with any of its endpoints. */
  readonly facts: Promise<Omit<FirstRunFacts, "webhooks">>;
  /** What all the endpoints of an integration add up to, by its id. */
  readonly totals: Promise<ReadonlyMap<string, EndpointTotals>>;
};

export async function getFirstRun(pool: Pool, settings: HealthSettings, board: Board): Promise<FirstRun | null> {
  const [webhooks, { key, beats, records }, totals] = await Promise.all([
    readWebhooks(pool),
    board.facts,
    board.totals,
  ]);
  const fetched = records.find(({ id }) => (totals.get(id)?.lastFullFetchAt ?? null) !== null);
  const facts = { key, beats, webhooks, records };
  // Long since nothing is left to do: then no endpoint is asked for.
  if (fetched && listSteps(facts, settings).every(({ id, isDone }) => isDone || id === "full_fetch")) return null;
  return decideFirstRun({ ...facts, records: await readFetched(pool, records, fetched) }, settings);
}

/** The first that is fetched completely is all there is to know of endpoints; before there is one, they are few. */
async function readFetched(
  pool: Pool,
  records: readonly IntegrationRecord[],
  fetched: IntegrationRecord | undefined,
): Promise<readonly IntegrationRecord[]> {
  if (!fetched) return listIntegrationRecords(pool);
  const [complete] = await listIntegrationRecords(pool, fetched.komboIntegrationId);
  return records.map((record) => (complete && record.id === complete.id ? complete : { ...record, endpoints: [] }));
}

type Words = Omit<FirstRunStep, "id" | "title" | "problem" | "share" | "canTry"> & Partial<FirstRunStep>;

type Title = { readonly open: string; readonly done: string };

const titles = {
  key: { open: "Check the API key", done: "API key works" },
  webhook: { open: "Receive a verified webhook", done: "A verified webhook arrived" },
  integration: { open: "See the first integration", done: "First integration seen" },
  fullFetch: { open: "Complete the first full fetch", done: "First full fetch complete" },
  cron: { open: "See a cron call", done: "Cron calls arrive" },
  loop: { open: "See the scheduler run", done: "The scheduler runs" },
} as const satisfies Readonly<Record<string, Title>>;

/** Null when there is nothing left to do. */
export function decideFirstRun(facts: FirstRunFacts, settings: HealthSettings): FirstRun | null {
  const steps = listSteps(facts, settings);
  return steps.every(({ isDone }) => isDone) ? null : { webhookUrl: settings.webhookUrl, steps };
}

function listSteps(facts: FirstRunFacts, settings: HealthSettings): FirstRunStep[] {
  const scheduler = isByCron(settings) ? titles.cron : titles.loop;
  return [
    step("key", titles.key, judgeKey(facts.key, settings)),
    step("webhook", titles.webhook, judgeWebhook(facts.webhooks, settings)),
    step("integration", titles.integration, judgeIntegration(facts.records)),
    step("full_fetch", titles.fullFetch, judgeFullFetch(facts.records)),
    step("scheduler", scheduler, judgeScheduler(facts, settings)),
  ];
}

function step(id: FirstRunStep["id"], title: Title, words: Words): FirstRunStep {
  return { id, title: words.isDone ? title.done : title.open, problem: null, share: null, canTry: false, ...words };
}

function judgeKey(key: KeyState | null, { region }: HealthSettings): Words {
  if (key === null) {
    return {
      isDone: false,
      at: null,
      text: "Kombo’s dashboard has it under Secrets.",
      problem: { title: "KOMBO_API_KEY is not set.", text: "Set it and restart; webhooks are stored meanwhile." },
    };
  }
  if (isRefused(key)) {
    return {
      isDone: false,
      at: null,
      canTry: true,
      text: "Compare it with the key in Kombo.",
      problem: {
        title: "Kombo refuses the API key.",
        text: "It may be of another environment or region, or deleted. Set KOMBO_API_KEY again, and restart.",
      },
    };
  }
  if (key.lastOkAt === null) {
    return {
      isDone: false,
      at: null,
      canTry: true,
      text: "It is set; Kombo has not answered yet.",
    };
  }
  const took = key.latencyMs === null ? "" : ` in ${formatDuration(key.latencyMs)}`;
  return { isDone: true, at: key.lastOkAt.toISOString(), text: `${region}. Kombo answered${took}; ${clock(key)}.` };
}

function clock({ clockOffsetMs }: KeyState): string {
  return clockOffsetMs === null || Math.abs(clockOffsetMs) < 2_000
    ? "our clocks agree"
    : `our clocks differ by ${formatDuration(Math.abs(clockOffsetMs))}, which is allowed for`;
}

function judgeWebhook({ first, lastRejected }: WebhookFacts, settings: HealthSettings): Words {
  if (first) {
    return { isDone: true, at: first.at.toISOString(), text: `${first.type}, with a signature that matched.` };
  }
  const text = "In Kombo, open Webhooks, add this address, and select all events.";
  const problem = findWebhookProblem(lastRejected, settings);
  return { isDone: false, at: null, canTry: settings.hasWebhookSecret, text, problem };
}

function findWebhookProblem(
  lastRejected: WebhookFacts["lastRejected"],
  { hasWebhookSecret, isWebhookReachable }: HealthSettings,
): FirstRunStep["problem"] {
  if (!hasWebhookSecret) {
    return {
      title: "KOMBO_WEBHOOK_SECRET is not set.",
      text: "Every webhook is refused, so that Kombo sends it again. Copy the secret from Kombo, set it, and restart.",
    };
  }
  if (lastRejected) {
    const { cause, wayOut } = toRejection(lastRejected);
    return { title: `A delivery was rejected: ${cause}.`, text: `${wayOut} Nothing of it was stored.` };
  }
  if (isWebhookReachable) return null;
  return {
    title: "Kombo cannot reach this address.",
    text: "It is of this machine only. Set APP_URL to the public address of this server, and restart.",
  };
}

function judgeIntegration(records: readonly IntegrationRecord[]): Words {
  const [first] = records.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  if (!first) {
    return {
      isDone: false,
      at: null,
      text: "Appears with its first webhook. To try it now, make a connection link in Kombo and connect a tool yourself.",
    };
  }
  const names = records.map(({ toolLabel, tool }) => toolLabel ?? tool);
  return {
    isDone: true,
    at: first.createdAt.toISOString(),
    text: `${formatCount(records.length, "integration")}: ${formatList(names)}.`,
  };
}

/** Of any integration: the others have their own place in the list. */
function judgeFullFetch(records: readonly IntegrationRecord[]): Words {
  const fetched = records.flatMap((record) => {
    const offered = record.endpoints.filter(isOffered);
    const times = offered.flatMap(({ lastFullFetchAt }) => (lastFullFetchAt ? [lastFullFetchAt.getTime()] : []));
    return offered.length === 0 ? [] : [{ done: times.length, of: offered.length, at: Math.max(...times) }];
  });
  const complete = fetched.find(({ done, of }) => done === of);
  if (complete) {
    const text = `${formatCount(complete.of, "endpoint")} read completely.`;
    return { isDone: true, at: new Date(complete.at).toISOString(), text };
  }
  const text = "Starts by itself for each new integration and shows its progress here.";
  const [furthest] = fetched.toSorted((one, other) => other.done / other.of - one.done / one.of);
  if (!furthest) return { isDone: false, at: null, text };
  return {
    isDone: false,
    at: null,
    text: `${formatNumber(furthest.done)} of ${formatCount(furthest.of, "endpoint")} read completely.`,
    share: furthest.done / furthest.of,
  };
}

function judgeScheduler({ beats, key }: FirstRunFacts, settings: HealthSettings): Words {
  const lastAt = lastDriverBeat(beats);
  const at = lastAt?.toISOString() ?? null;
  if (!isByCron(settings)) {
    if (lastAt) return { isDone: true, at, text: "A loop in the server looks for work each second." };
    const text = key === null ? "Starts with the API key." : "Starts with the server, within a few seconds.";
    return { isDone: false, at, text };
  }
  if (lastAt) return { isDone: true, at, text: "Once a day; webhooks and commands work at once, without it." };
  return {
    isDone: false,
    at,
    text: "The first comes within a day. In the deployment’s crons one can be run at once.",
    problem: settings.hasCronSecret
      ? null
      : { title: "CRON_SECRET is not set.", text: "Cron calls are refused until it is set and deployed again." },
  };
}
