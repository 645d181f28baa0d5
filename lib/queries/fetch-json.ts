import { z } from "zod";

import { ApiError } from "./api-error";

const refusalSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), requestId: z.string().optional() }),
});

export type QueryValues = Readonly<Record<string, string | number | null | undefined>>;

type JsonRequest<Schema extends z.ZodType> = {
  readonly path: string;
  readonly schema: Schema;
  readonly query?: QueryValues | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly method?: "GET" | "POST";
  readonly body?: unknown;
};

/** Asks one of our own routes; what comes back has the schema's form or it is an ApiError. */
export async function fetchJson<Schema extends z.ZodType>(request: JsonRequest<Schema>): Promise<z.output<Schema>> {
  const response = await fetchAnswer(request);
  const answer = await response.json().catch(() => null);
  const parsed = request.schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ApiError({
    code: "unexpected_answer",
    message: "The answer has another form than this page expects. Reload to get the current version of the page.",
    status: response.status,
    requestId: response.headers.get("x-request-id"),
  });
}

/** The same before its body is read: an answer that is no refusal. */
export async function fetchAnswer(request: Omit<JsonRequest<z.ZodType>, "schema">): Promise<Response> {
  const response = await send(request);
  if (!response.ok) throw toApiError(response, await response.json().catch(() => null));
  return response;
}

async function send(request: Omit<JsonRequest<z.ZodType>, "schema">): Promise<Response> {
  const { path, query, signal, method = "GET", body } = request;
  try {
    return await fetch(`${path}${toQueryString(query)}`, {
      method,
      signal: signal ?? null,
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError({
      code: "unreachable",
      message: "Kombo Mirror did not answer. It may be restarting.",
      status: 0,
    });
  }
}

function toApiError(response: Response, answer: unknown): ApiError {
  const refusal = refusalSchema.safeParse(answer);
  const requestId = response.headers.get("x-request-id");
  if (refusal.success) return new ApiError({ requestId, ...refusal.data.error, status: response.status });
  return new ApiError({
    code: `http_${response.status}`,
    message: `Kombo Mirror answered ${response.status} and did not say why.`,
    status: response.status,
    requestId,
  });
}

function toQueryString(query: QueryValues = {}): string {
  const entries = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === undefined || value === "" ? [] : [[key, String(value)]],
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries).toString()}`;
}
