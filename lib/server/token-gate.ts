import "server-only";

import { after } from "next/server";

import { type Access, mayUse } from "@/lib/auth/access";
import type { Actor } from "@/lib/auth/actor";
import { findToken, type FoundToken, noteTokenUse } from "@/lib/auth/tokens/find-token";
import { AppError } from "@/lib/errors";
import { composition } from "@/lib/server/composition";

/** The token a request brings; null when it brings none. */
export function readBearer(request: Request): string | null {
  const [, token] = /^bearer\s+(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return token ?? null;
}

const refusals: Readonly<Record<Exclude<FoundToken["kind"], "active">, string>> = {
  unknown: "This token is not known. Check that it is whole, or ask an administrator for a new one.",
  revoked: "This token was revoked. Ask an administrator for a new one.",
  expired: "This token has expired. Ask an administrator for a new one.",
};

export async function requireToken(request: Request, rule: Access): Promise<Actor> {
  const { pool, log, tokenBudget } = composition();
  const bearer = readBearer(request);
  if (bearer === null)
    throw new AppError("unauthorized", "Bring a token of this mirror as `Authorization: Bearer km_…`.");
  const found = await findToken(pool, bearer);
  if (found.kind !== "active") throw new AppError("unauthorized", refusals[found.kind]);
  const { actor } = found;
  const retryAfterSeconds = await tokenBudget.spend(actor.id);
  if (retryAfterSeconds !== null) {
    throw new AppError("rate_limited", `Too many requests with this token. Ask again in ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    });
  }
  if (found.isUseUnnoted) {
    const use = { id: actor.id, address: addressOf(request) };
    after(() => noteTokenUse(pool, use).catch((error: unknown) => log.warn({ err: error }, "token use not noted")));
  }
  if (!mayUse(actor.scope, rule)) {
    throw new AppError("forbidden", "This token may only read. Ask an administrator for one with the scope operate.");
  }
  return actor;
}

/** What the proxy in front says; it is a hint for people, nothing is decided by it. */
function addressOf(request: Request): string | null {
  const [first = ""] = (request.headers.get("x-forwarded-for") ?? "").split(",");
  return first.trim() || null;
}
