import type { z } from "zod";

import { ApiError } from "./api-error";

export type QueryValues = Readonly<Record<string, string | number | null | undefined>>;

type JsonRequest = {
  readonly path: string;
  readonly query?: QueryValues | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly method?: "GET" | "POST";
  readonly body?: unknown;
};

/**
 * Asks one of our own routes, which answers in the schema's form: its types and tests hold that. Checking it again here
 * would put zod, and every schema, before the first paint of each page.
 */
export async function fetchJson<Schema extends z.ZodType>(request: JsonRequest): Promise<z.output<Schema>> {
  const response = await fetchAnswer(request, AbortSignal.timeout(patienceMs[request.method ?? "GET"]));
  const answer = await readObject(response);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  if (answer) return answer as z.output<Schema>;
  throw new ApiError({
    code: "unexpected_answer",
    message: "The answer has another form than this page expects. Reload to get the current version of the page.",
    status: response.status,
    requestId: response.headers.get("x-request-id"),
  });
}

/** The same before its body is read: an answer that is no refusal. Without a limit it is waited for however long it takes. */
export async function fetchAnswer(request: JsonRequest, limit?: AbortSignal): Promise<Response> {
  const response = await send(request, limit);
  if (!response.ok) throw await toApiError(response);
  return response;
}

/**
 * A server that holds on to a request without an answer would leave the page loading for ever. A command may take as long
 * as a function runs: a replay of many events does.
 */
const patienceMs = { GET: 30_000, POST: 300_000 } as const;

async function send(request: JsonRequest, limit?: AbortSignal): Promise<Response> {
  const { path, query, signal, method = "GET", body } = request;
  try {
    return await fetch(`${path}${toQueryString(query)}`, {
      method,
      signal: AbortSignal.any([signal, limit].filter((one) => one !== undefined)),
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    if (limit?.aborted) throw new ApiError({ code: "no_answer", message: noAnswer[method], status: 0 });
    throw new ApiError({
      code: "unreachable",
      message: "Kombo Mirror did not answer. It may be restarting.",
      status: 0,
    });
  }
}

const noAnswer = {
  GET: "Kombo Mirror did not answer within 30 s.",
  POST: "Kombo Mirror did not answer within 5 min. It may still do what was asked: look before you ask again.",
} as const;

async function toApiError(response: Response): Promise<ApiError> {
  const { status } = response;
  const requestId = response.headers.get("x-request-id");
  const refusal = readRefusal(await readObject(response));
  if (refusal) return new ApiError({ requestId, ...refusal, status });
  return new ApiError({
    code: `http_${status}`,
    message: `Kombo Mirror answered ${status} and did not say why.`,
    status,
    requestId,
  });
}

/** Something between the page and its server may answer instead of it: with a page, or with nothing. */
async function readObject(response: Response): Promise<object | null> {
  const answer: unknown = await response.json().catch(() => null);
  return typeof answer === "object" ? answer : null;
}

type Refusal = { readonly code: string; readonly message: string; readonly requestId?: string };

function readRefusal(answer: object | null): Refusal | null {
  const error: unknown = answer && "error" in answer ? answer.error : null;
  if (typeof error !== "object" || error === null) return null;
  const { code, message, requestId } = { code: null, message: null, requestId: null, ...error };
  if (typeof code !== "string" || typeof message !== "string") return null;
  return { code, message, ...(typeof requestId === "string" ? { requestId } : {}) };
}

function toQueryString(query: QueryValues = {}): string {
  const entries = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === undefined || value === "" ? [] : [[key, String(value)]],
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries).toString()}`;
}
