import { type Category, listEndpoints } from "@/lib/kombo/endpoints";
import { Random } from "@/lib/simulator/random";
import type { Fault, Paging, StateChange, UpdatedAfterMode, WebhookBehaviour } from "@/lib/simulator/simulator";

import type { Fate } from "./mortal-pool";

/** One thing that happens between a company, Kombo and the mirror. */
export type Step =
  | { readonly kind: "live"; readonly times: number; readonly silent: boolean }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] }
  | { readonly kind: "webhooks"; readonly behaviour: Partial<WebhookBehaviour> }
  | { readonly kind: "deliver" }
  | { readonly kind: "pass"; readonly ms: number }
  /** Workers tick at the same time; a fate ends the first of them. */
  | {
      readonly kind: "work";
      readonly workers: number;
      readonly fate: Fate | null;
      /** Something happens just before the first worker asks for its so-manyth page. */
      readonly interruption: { readonly atPage: number; readonly by: Intervention } | null;
    }
  | { readonly kind: "intervention"; readonly by: Intervention }
  | { readonly kind: "full-fetch"; readonly endpoints: readonly string[]; readonly dryRun: boolean }
  | { readonly kind: "state"; readonly change: StateChange }
  | { readonly kind: "paging"; readonly order: Paging["order"] }
  /** What people do to rows with SQL. */
  | { readonly kind: "hand"; readonly what: "edits" | "deletes" };

/** What a person does in the dashboard (`cancel`: to any run that is not over), or the customer at Kombo. */
type Intervention = "pause" | "resume" | "cancel" | "delete" | "create";

/** Everything that follows from one number: the world, and what happens in it. */
export type History = {
  readonly seed: number;
  readonly category: Category;
  /** Those that are mirrored; the others are switched off. */
  readonly endpoints: readonly string[];
  readonly size: number;
  readonly mode: UpdatedAfterMode;
  readonly pageSizeMax: number;
  readonly steps: readonly Step[];
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const always = 1_000;
/** Longer than a request may take, than a slice, and than a lease. */
export const slowness = [4_003, 26_003, 90_003] as const;

/** Each kind of misbehaviour, and how many requests in a row it may spoil. */
const misbehaviours: readonly { readonly fault: Fault; readonly times: readonly [number, ...(readonly number[])] }[] = [
  { fault: { kind: "error", status: 500, code: "PLATFORM.UNKNOWN_ERROR" }, times: [1, 4, 30] },
  { fault: { kind: "html", status: 503 }, times: [1, 4, 30] },
  { fault: { kind: "rate-limited", header: "retry-after" }, times: [1] },
  { fault: { kind: "rate-limited", header: "ratelimit-reset" }, times: [1, 3] },
  { fault: { kind: "truncated" }, times: [1, 4] },
  { fault: { kind: "cut-json" }, times: [1, 4] },
  { fault: { kind: "disconnect" }, times: [1, 4] },
  ...slowness.map((ms) => ({ fault: { kind: "slow", ms } as const, times: [1, 3] as const })),
  { fault: { kind: "cursor-rejected" }, times: [1, 3] },
  { fault: { kind: "cursor-loop", length: 1 }, times: [always] },
  { fault: { kind: "cursor-loop", length: 2 }, times: [always] },
  { fault: { kind: "shifted-page", by: -3 }, times: [1, 4] },
  { fault: { kind: "shifted-page", by: 3 }, times: [1, 4] },
  { fault: { kind: "empty-page" }, times: [1, 8] },
  { fault: { kind: "repeated-record" }, times: [1, 4] },
  { fault: { kind: "setup-sync-pending" }, times: [1, 6] },
  { fault: { kind: "error", status: 409, code: "INTEGRATION.QA_FAILED" }, times: [1] },
  { fault: { kind: "error", status: 403, code: "INTEGRATION.MODEL_NOT_AVAILABLE" }, times: [1, 3] },
  { fault: { kind: "error", status: 401, code: "PLATFORM.AUTHENTICATION_INVALID" }, times: [1] },
  { fault: { kind: "error", status: 422, code: "PLATFORM.SOMETHING_NEW" }, times: [1] },
  { fault: { kind: "field", field: "employment_status", value: "ON_THE_MOON" }, times: [2] },
  { fault: { kind: "field", field: "remote_id", value: "a\u0000b\ud800" }, times: [2] },
  { fault: { kind: "field", field: "changed_at", value: "no time at all" }, times: [2] },
  { fault: { kind: "field", field: "remote_deleted_at", value: "2026-11-19T00:00:00.000Z" }, times: [2] },
  { fault: { kind: "missing-field", field: "id" }, times: [2] },
  { fault: { kind: "missing-field", field: "remote_deleted_at" }, times: [2] },
];

const states: readonly [StateChange, ...StateChange[]] = [
  { setupStatus: "INCOMPLETE" },
  { setupStatus: "FINAL_SYNC_PENDING" },
  { qaStatus: "FAILED" },
  { state: "INVALID" },
  { state: "INACTIVE" },
  { state: "ACTIVE", setupStatus: "COMPLETED", qaStatus: "PASSED" },
];

const interventions = ["pause", "resume", "cancel", "cancel", "delete", "create"] as const;

/** What a scene is drawn from. */
type Stage = { readonly random: Random; readonly endpoints: readonly string[] };

export function planHistory(seed: number): History {
  const random = new Random(seed * 7_919 + 13);
  const category = random.pick(["HRIS", "HRIS", "ATS", "LMS"] as const);
  const endpoints = drawEndpoints(random, category);
  return {
    seed,
    category,
    endpoints,
    size: 20 + random.below(41),
    mode: random.pick(["reference", "guide"] as const),
    pageSizeMax: random.pick([6, 15, 250]),
    steps: Array.from({ length: 2 + random.below(5) }, () => drawScene({ random, endpoints })).flat(),
  };
}

/** The largest and some others: what many endpoints do to each other shows with a few. */
function drawEndpoints(random: Random, category: Category): readonly string[] {
  const [largest = "", ...others] = listEndpoints(category).map(({ path }) => path);
  const drawn = [1, 2, 3].map(() => others[random.below(others.length)] ?? largest);
  return [...new Set([largest, ...drawn])];
}

/** Something happens, somebody hears of it or wants everything, Kombo misbehaves, workers work and die, time passes. */
function drawScene(stage: Stage): readonly Step[] {
  const { random } = stage;
  const maybe = (share: number, step: () => Step) => (random.chance(share) ? [step()] : []);
  const live = (): Step => ({ kind: "live", times: 1 + random.below(8), silent: random.chance(0.25) });
  const intervention = () => random.pick(interventions);
  const work = (): Step => ({
    kind: "work",
    workers: random.pick([1, 1, 2]),
    fate: drawFate(random),
    interruption: random.chance(0.4) ? { atPage: 1 + random.below(8), by: intervention() } : null,
  });
  return [
    ...maybe(0.2, () => ({ kind: "webhooks", behaviour: drawBehaviour(random) })),
    ...maybe(0.2, () => ({ kind: "paging", order: random.pick(["position", "changed"] as const) })),
    live(),
    ...maybe(0.6, () => ({ kind: "faults", faults: drawFaults(stage) })),
    ...maybe(0.35, () => ({ kind: "intervention", by: intervention() })),
    ...maybe(0.15, () => ({ kind: "state", change: random.pick(states) })),
    ...maybe(0.8, () => ({ kind: "deliver" })),
    ...maybe(0.35, () => ({ kind: "full-fetch", endpoints: drawSome(stage), dryRun: random.chance(0.15) })),
    work(),
    ...maybe(0.1, () => ({ kind: "hand", what: random.pick(["edits", "deletes"] as const) })),
    ...maybe(0.5, live),
    ...maybe(0.3, () => ({ kind: "faults", faults: drawFaults(stage) })),
    {
      kind: "pass",
      ms: random.pick([1, 7_000, 61_000, 61_000, 20 * minute, 20 * minute, 7 * hour, 2 * day, 15 * day]),
    },
    ...maybe(0.5, () => ({ kind: "deliver" })),
    work(),
  ];
}

function drawSome({ random, endpoints }: Stage): readonly string[] {
  return random.chance(0.3) ? endpoints : endpoints.filter((_, index) => index === 0 || random.chance(0.3));
}

function drawFaults({ random, endpoints }: Stage): readonly Fault[] {
  return Array.from({ length: 1 + random.below(3) }, () => {
    const drawn = misbehaviours[random.below(misbehaviours.length)];
    if (!drawn) throw new Error("There are no misbehaviours");
    const endpoint = random.chance(0.6) ? endpoints[0] : null;
    return {
      ...drawn.fault,
      times: random.pick(drawn.times),
      after: random.pick([0, 0, 1, 2, 5]),
      ...(endpoint ? { endpoint } : {}),
    };
  });
}

function drawBehaviour(random: Random): Partial<WebhookBehaviour> {
  const share = () => random.pick([0, 0, 0.5]);
  return { lose: share(), duplicate: share(), reorder: share(), late: share(), lateMs: 40 * minute };
}

function drawFate(random: Random): Fate | null {
  if (random.chance(0.4)) return null;
  const longest = random.pick([30, 200, 800]);
  return { atMessage: 1 + random.below(longest), isSent: random.chance(0.5), livesOn: random.chance(0.3) };
}
