import type { Category } from "@/lib/kombo/endpoints";

import { type Answer, problem, success } from "./answer";
import type { Integration } from "./integration";
import { integrationDetails, toolDetails } from "./integration-details";
import type { JsonObject } from "./json";
import { komboId } from "./kombo-id";
import type { KomboState } from "./kombo-state";
import type { Timers } from "./timers";

export type ManagementRequest = {
  readonly method: string;
  readonly path: string;
  readonly body: JsonObject;
  readonly integration: Integration | null;
  readonly state: KomboState;
  readonly timers: Timers;
  readonly queuedSyncs: Map<string, string>;
};

type Route = {
  readonly method: string;
  readonly pattern: RegExp;
  readonly answer: (request: ManagementRequest, part: string) => Answer;
};

const syncTakesMs = 2_000;

const routes: readonly Route[] = [
  {
    method: "GET",
    pattern: /^\/check-api-key$/,
    answer: () => success({ environment_id: komboId(1, "environment"), customer_id: komboId(1, "customer") }),
  },
  {
    method: "GET",
    pattern: /^\/integrations\/([^/]+)$/,
    answer: ({ state }, id) => withIntegration(state, id, (found) => success(integrationDetails(found))),
  },
  {
    method: "DELETE",
    pattern: /^\/integrations\/([^/]+)$/,
    answer: ({ state }, id) =>
      withIntegration(state, id, (found) => {
        state.delete(found.id);
        return success({});
      }),
  },
  { method: "PUT", pattern: /^\/integrations\/([^/]+)\/enabled$/, answer: setEnabled },
  {
    method: "POST",
    pattern: /^\/integrations\/([^/]+)\/relink$/,
    answer: ({ state }, id) =>
      withIntegration(state, id, (found) => success({ link: `https://connect.kombo.example/relink/${found.id}` })),
  },
  { method: "GET", pattern: /^\/tools\/(hris|ats|lms|assessment)$/, answer: listTools },
  { method: "POST", pattern: /^\/force-sync$/, answer: forceSync },
  { method: "POST", pattern: /^\/connect\/create-link$/, answer: createLink },
];

/** Everything that is not a customer's data; null if the path is none of it. */
export function answerManagement(request: ManagementRequest): Answer | null {
  for (const { method, pattern, answer } of routes) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (match) return answer(request, match[1] ?? "");
  }
  return null;
}

function withIntegration(state: KomboState, id: string, answer: (found: Integration) => Answer): Answer {
  const found = state.find(id);
  return found ? answer(found) : notFound();
}

function notFound(): Answer {
  return problem({
    status: 404,
    code: "PLATFORM.INTEGRATION_NOT_FOUND",
    message: "There is no integration with this id.",
  });
}

function invalid(message: string): Answer {
  return problem({ status: 400, code: "PLATFORM.INPUT_INVALID", message });
}

function setEnabled({ state, body }: ManagementRequest, id: string): Answer {
  const { value } = body;
  if (typeof value !== "boolean") return invalid("value must be true or false");
  return withIntegration(state, id, (found) => {
    state.setState(found.id, { state: value ? "ACTIVE" : "INACTIVE" });
    return success({});
  });
}

function listTools({ state }: ManagementRequest, part: string): Answer {
  const category = part.toUpperCase();
  const ofCategory = state.integrations.filter((one) => isCategory(one.category, category));
  return success({ tools: ofCategory.map(toolDetails) });
}

function isCategory(category: Category, wanted: string): boolean {
  return category === wanted;
}

/** One sync at a time; asking again while it runs returns the same. */
function forceSync({ integration, body, state, timers, queuedSyncs }: ManagementRequest): Answer {
  if (!integration) return notFound();
  const { type = "FULL" } = body;
  if (type !== "FULL" && type !== "DELTA") return invalid("type must be FULL or DELTA");
  const running = queuedSyncs.get(integration.id);
  if (running !== undefined) return success({ already_queued: true, sync_id: running, type });
  const syncId = komboId(timers.now(), integration.id);
  queuedSyncs.set(integration.id, syncId);
  timers.after(syncTakesMs, () => {
    queuedSyncs.delete(integration.id);
    state.tell("sync-finished", integration);
  });
  return success({ already_queued: false, sync_id: syncId, type });
}

function createLink({ body }: ManagementRequest): Answer {
  const missing = ["end_user_email", "end_user_organization_name"].find((field) => typeof body[field] !== "string");
  if (missing) return invalid(`${missing} must be given`);
  return success({ link: `https://connect.kombo.example/link/${komboId(2, JSON.stringify(body))}` });
}
