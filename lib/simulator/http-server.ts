import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import { type Answer, htmlPage, problem } from "./answer";
import type { Faults, TakenFault } from "./faults";
import type { Integration } from "./integration";
import type { KomboState } from "./kombo-state";
import { answerList, setupSyncPending } from "./list-route";
import { answerManagement } from "./management-route";
import type { RateLimiter } from "./rate-limiter";
import { readBody } from "./read-body";
import type { Fault, LoggedRequest, Paging, UpdatedAfterMode } from "./simulator";
import type { Timers } from "./timers";

export type Kombo = {
  readonly apiKey: string;
  readonly state: KomboState;
  readonly timers: Timers;
  readonly limiter: RateLimiter;
  readonly faults: Faults;
  readonly mode: () => UpdatedAfterMode;
  readonly paging: () => Paging;
  readonly log: (request: LoggedRequest) => void;
  readonly queuedSyncs: Map<string, string>;
};

type Call = {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly integrationId: string | null;
  readonly integration: Integration | null;
  readonly fault: TakenFault | null;
};

/** The API over HTTP. It never throws into the process: what goes wrong inside is answered as Kombo would. */
export function createHttpServer(kombo: Kombo): Server {
  const server = createServer((request, response) => {
    handle(kombo, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      const failure = problem({ status: 500, code: "PLATFORM.UNKNOWN_ERROR", message });
      if (response.headersSent) response.destroy();
      else send(response, failure, { kombo, fault: null });
    });
  });
  server.keepAliveTimeout = 5_000;
  return server;
}

async function handle(kombo: Kombo, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = readCall(kombo, request);
  const { fault } = call;
  const limit = fault?.kind === "rate-limited" ? kombo.limiter.exhaust(fault.header) : kombo.limiter.take();
  if (fault?.kind === "slow") {
    await new Promise<void>((resolve) => {
      kombo.timers.after(fault.ms, resolve);
      response.once("close", resolve);
    });
  }
  const answer = limit.exceeded ? rateLimited() : await answerCall(kombo, request, call);
  kombo.log({
    method: call.method,
    path: call.path,
    query: call.params.toString(),
    integrationId: call.integrationId,
    status: answer.status,
    at: new Date(kombo.timers.now()),
  });
  send(response, { ...answer, headers: { ...answer.headers, ...limit.headers } }, { kombo, fault });
}

function readCall(kombo: Kombo, request: IncomingMessage): Call {
  const url = new URL(request.url ?? "/", "http://simulator");
  const path = decodeURIComponent(url.pathname.replace(/^\/v1(?=\/|$)/, ""));
  const header = request.headers["x-integration-id"];
  const integrationId = typeof header === "string" ? header : null;
  const fault = kombo.faults.take({ endpoint: path, integrationId, cursor: url.searchParams.get("cursor") });
  return {
    method: request.method ?? "GET",
    path,
    params: url.searchParams,
    integrationId,
    integration: integrationId === null ? null : kombo.state.find(integrationId),
    fault,
  };
}

async function answerCall(kombo: Kombo, request: IncomingMessage, call: Call): Promise<Answer> {
  const body = await readBody(request);
  if (request.headers.authorization !== `Bearer ${kombo.apiKey}`) {
    return problem({ status: 401, code: "PLATFORM.AUTHENTICATION_INVALID", message: "The API key is not valid." });
  }
  if (!request.url?.startsWith("/v1/")) return unknownPath(call);
  const fault = faultAnswer(call.fault);
  if (fault) return fault;
  if (!body) {
    return problem({ status: 400, code: "PLATFORM.INPUT_INVALID", message: "The body is not a JSON object." });
  }
  const managed = answerManagement({ ...call, body, ...kombo });
  if (managed) return managed;
  const listed = call.method === "GET" ? answerList({ ...call, mode: kombo.mode(), paging: kombo.paging() }) : null;
  return listed ?? unknownPath(call);
}

function faultAnswer(fault: Fault | null): Answer | null {
  if (fault?.kind === "html") return htmlPage(fault.status);
  if (fault?.kind === "error") {
    return problem({ status: fault.status, code: fault.code, message: "The simulator was told to fail." });
  }
  if (fault?.kind === "setup-sync-pending") return setupSyncPending();
  if (fault?.kind === "cursor-rejected") {
    return problem({ status: 400, code: "PLATFORM.INPUT_INVALID", message: "cursor is not valid any more" });
  }
  return null;
}

function rateLimited(): Answer {
  return problem({ status: 429, code: "PLATFORM.RATE_LIMIT_EXCEEDED", message: "Too many requests." });
}

function unknownPath({ method, path }: Call): Answer {
  return problem({ status: 404, code: null, message: `There is no ${method} ${path}.` });
}

function send(response: ServerResponse, answer: Answer, of: { kombo: Kombo; fault: Fault | null }): void {
  if (of.fault?.kind === "disconnect") {
    response.destroy();
    return;
  }
  const whole = Buffer.from(answer.body, "utf8");
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const bytes = of.fault?.kind === "cut-json" ? half : whole;
  response.sendDate = false;
  response.writeHead(answer.status, {
    date: new Date(of.kombo.timers.now()).toUTCString(),
    "content-type": answer.contentType,
    "content-length": String(bytes.length),
    "x-request-id": randomUUID(),
    ...answer.headers,
  });
  if (of.fault?.kind === "truncated") {
    // Half of the body under the full length, then the connection ends.
    response.write(half, () => response.destroy());
    return;
  }
  response.end(bytes);
}
