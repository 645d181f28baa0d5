import "server-only";

import { timingSafeEqual } from "node:crypto";

import { type Actor, assertOperator } from "@/lib/auth/actor";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { defineRoute, type RouteDefinition } from "@/lib/http/route";
import { composition } from "@/lib/server/composition";
import { loadSession } from "@/lib/server/session";

type Definition<Params, Query, Body> = Omit<RouteDefinition<Params, Query, Body>, "gate">;

const log = () => composition().log;

/** A door for people who are signed in. */
export function forPeople<Params = undefined, Query = undefined, Body = undefined>(
  definition: Definition<Params, Query, Body>,
) {
  return defineRoute<Params, Query, Body>(log, { ...definition, gate: requirePerson });
}

/** A door for people who may act: operators and administrators. */
export function forOperators<Params = undefined, Query = undefined, Body = undefined>(
  definition: Definition<Params, Query, Body>,
) {
  return defineRoute<Params, Query, Body>(log, { ...definition, gate: requireOperator });
}

/** A door for the platform's cron, which brings CRON_SECRET. */
export function forCron(definition: Definition<undefined, undefined, undefined>) {
  return defineRoute(log, { ...definition, gate: requireCron });
}

/** A door for anyone. */
export function forAnyone(definition: Definition<undefined, undefined, undefined>) {
  return defineRoute(log, { ...definition, gate: async () => ({ kind: "anyone" }) });
}

async function requirePerson(request: Request): Promise<Actor> {
  assertSameOrigin(request);
  const session = await loadSession();
  if (!session) throw new AppError("unauthorized", "Your session is over. Sign in again.");
  const { id, name, role } = session.user;
  return { kind: "person", id, name, role };
}

async function requireOperator(request: Request): Promise<Actor> {
  const actor = await requirePerson(request);
  assertOperator(actor);
  return actor;
}

const readingMethods: readonly string[] = ["GET", "HEAD"];

/** A page of somebody else must not act in a signed-in person's name; browsers send Origin with every change. */
function assertSameOrigin(request: Request): void {
  if (readingMethods.includes(request.method)) return;
  const origin = request.headers.get("origin");
  const own = [env().appUrl, `${new URL(request.url).protocol}//${request.headers.get("host")}`];
  if (origin !== null && own.includes(origin)) return;
  throw new AppError("forbidden", "This request came from another site, so nothing was done.");
}

async function requireCron(request: Request): Promise<Actor> {
  const { cronSecret } = env();
  if (cronSecret === undefined) throw new AppError("not_configured", "CRON_SECRET is not set, or shorter than 16.");
  if (!hasBearer(request, cronSecret)) throw new AppError("unauthorized", "The bearer token is missing or wrong.");
  return { kind: "cron" };
}

export function hasBearer(request: Request, secret: string): boolean {
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
