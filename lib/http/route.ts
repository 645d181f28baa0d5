import "server-only";

import { randomUUID } from "node:crypto";
import type { z } from "zod";

import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import type { Log } from "@/lib/log";

import { assertStorable } from "./assert-storable";
import { readCapped, unreadBody } from "./read-capped";
import { type Refusal, refusalBody, toRefusal } from "./refusal";

type RouteInput<Params, Query, Body> = {
  readonly request: Request;
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
};

export type RouteDefinition<Params, Query, Body> = {
  /** Who may call: decided before anything of the request is read. Throws when the caller may not. */
  readonly gate: (request: Request) => Promise<Actor>;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly handle: (input: RouteInput<Params, Query, Body>) => Promise<Response | object>;
  /** The form of a refusal, where it is not the usual one. */
  readonly refuse?: (refusal: Refusal) => Response;
};

type Context = { readonly params: Promise<unknown> };

/**
 * A door: gate, parse, call, answer; errors become `{ error: { code, message, requestId } }` by one table, or what
 * `refuse` makes of them, and one wide event per request is logged: ids and counts, never values.
 */
export function defineRoute<Params = undefined, Query = undefined, Body = undefined>(
  log: () => Log,
  definition: RouteDefinition<Params, Query, Body>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    const event = { requestId, method: request.method, path: new URL(request.url).pathname };
    try {
      const response = await answer(definition, request, context);
      log().debug({ ...event, status: response.status, ms: Math.round(performance.now() - startedAt) }, "request");
      return response;
    } catch (error) {
      return (definition.refuse ?? toErrorJson)(toRefusal(log(), event, error));
    }
  };
}

function toErrorJson(refusal: Refusal): Response {
  return Response.json(refusalBody(refusal), { status: refusal.status, headers: refusal.headers });
}

async function answer<Params, Query, Body>(
  definition: RouteDefinition<Params, Query, Body>,
  request: Request,
  context: Context,
): Promise<Response> {
  const actor = await definition.gate(request);
  if (request.url.length > urlMax) throw new AppError("uri_too_long", `url: longer than ${urlMax} characters`);
  const result = await definition.handle({
    request,
    actor,
    params: parseWith(definition.params, await context.params),
    query: parseWith(definition.query, readQuery(request)),
    body: parseWith(definition.body, definition.body ? await readJson(request) : undefined),
  });
  if (result instanceof Response) return result;
  return Response.json(result);
}

/** A definition without a schema has `undefined` there: the type parameter's default. */
function parseWith<Value>(schema: z.ZodType<Value> | undefined, value: unknown): Value {
  if (schema) {
    assertStorable(value);
    return schema.parse(value);
  }
  const nothing: unknown = undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return nothing as Value;
}

function readQuery(request: Request): Record<string, string> {
  const entries = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  return Object.fromEntries(entries);
}

const urlMax = 8_000;
const bodyMax = 100_000;

/** No body is an empty object, so that every field may have a default. */
async function readJson(request: Request): Promise<unknown> {
  const body = await readCapped(unreadBody(request), bodyMax);
  if (body.kind === "too_large") throw new AppError("too_large", `body: larger than ${bodyMax} bytes`);
  const text = readUtf8(body.bytes);
  if (text.trim() === "") return {};
  // A form of another site can send text and forms without asking first, but never this.
  if (!isJson(request)) throw new AppError("unsupported_media_type", "content-type: must be application/json");
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("bad_request", "body: is not JSON");
  }
}

function isJson(request: Request): boolean {
  const [mediaType = ""] = (request.headers.get("content-type") ?? "").split(";");
  return mediaType.trim().toLowerCase() === "application/json";
}

function readUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("bad_request", "body: is not UTF-8");
  }
}
