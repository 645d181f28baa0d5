import "server-only";

import { timingSafeEqual } from "node:crypto";

import { access, type Access, type DoorName } from "@/lib/auth/access";
import type { Actor } from "@/lib/auth/actor";
import { hasRole, type Role } from "@/lib/auth/roles";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { toProblem } from "@/lib/http/problem";
import { defineRoute, type RouteDefinition } from "@/lib/http/route";
import { composition } from "@/lib/server/composition";
import { assertSameOrigin } from "@/lib/server/same-origin";
import { loadSession, type Session } from "@/lib/server/session";
import { readBearer, requireToken } from "@/lib/server/token-gate";

/** A route by its line in the table of access, which says who may pass. */
export function door<Params = undefined, Query = undefined, Body = undefined>(
  name: DoorName,
  definition: Omit<RouteDefinition<Params, Query, Body>, "gate">,
) {
  return defineRoute<Params, Query, Body>(() => composition().log, { ...definition, gate: gateOf(access[name]) });
}

/** A door of the consumer API: what it refuses is a problem as RFC 9457 has it. */
export function consumerDoor<Query = undefined>(
  name: ConsumerDoorName,
  definition: Pick<RouteDefinition<undefined, Query, undefined>, "query" | "handle">,
) {
  return door<undefined, Query>(name, { ...definition, refuse: toProblem });
}

type ConsumerDoorName = Extract<DoorName, `${string} /api/v1/${string}`>;

function gateOf(rule: Access): (request: Request) => Promise<Actor> {
  switch (rule.kind) {
    case "open":
      return async () => ({ kind: "anyone" });
    case "guest":
      return requireOwnPage;
    case "cron":
      return requireCron;
    case "token":
      return (request) => requireToken(request, rule);
    case "known":
      // A token is brought by programs only, never by a browser on its own, so it needs no origin.
      return (request) =>
        rule.scope !== undefined && readBearer(request) !== null
          ? requireToken(request, rule)
          : requirePerson(request, rule.role);
  }
}

const wantedRole: Readonly<Record<Role, string>> = {
  viewer: "",
  operator: "You may look, but not change anything. Ask an administrator for the operator role.",
  admin: "This is for administrators. Ask one of them.",
};

async function requirePerson(request: Request, atLeast: Role): Promise<Actor> {
  assertSameOrigin(request, env());
  const session = await requireSession();
  const { id, name, role } = session.user;
  if (!hasRole(role, atLeast)) throw new AppError("forbidden", wantedRole[atLeast]);
  return { kind: "person", id, name, role };
}

async function requireOwnPage(request: Request): Promise<Actor> {
  assertSameOrigin(request, env());
  return { kind: "anyone" };
}

async function requireCron(request: Request): Promise<Actor> {
  const { cronSecret } = env();
  if (cronSecret === undefined) throw new AppError("not_configured", "CRON_SECRET is not set, or shorter than 16.");
  if (!hasBearer(request, cronSecret)) throw new AppError("unauthorized", "The bearer token is missing or wrong.");
  return { kind: "cron" };
}

/** Who is signed in, behind a door that has let them pass: their e-mail and their session. */
export async function requireSession(): Promise<Session> {
  const session = await loadSession();
  if (!session) throw new AppError("unauthorized", "Your session is over. Sign in again.");
  return session;
}

export function hasBearer(request: Request, secret: string): boolean {
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
