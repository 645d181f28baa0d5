import "server-only";

import type { Auth } from "@/lib/auth/auth";
import { addressHeader } from "@/lib/auth/visitor";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { capRequest } from "@/lib/http/cap-request";

import { composition } from "./composition";
import { visitorOf } from "./visitor";

/**
 * What the auth library may answer itself. Everything else it could do (sign-up, other e-mail, deletion, linking, its
 * own error page) is not there, so that nothing gets past the audit log; sign-in, passwords and sessions have doors of
 * their own.
 */
const passed: Readonly<Record<string, () => Promise<Auth>>> = {
  "POST /api/auth/sign-out": async () => composition().auth,
  "GET /api/auth/get-session": async () => composition().auth,
  "GET /api/auth/callback/oidc": () => oidcAuth(),
};

const bodyMax = 100_000;

export async function passToAuth(request: Request): Promise<Response> {
  const find = passed[`${request.method} ${new URL(request.url).pathname}`];
  if (!find) throw new AppError("not_found", "There is no such address.");
  const library = await find().catch(sayOnPage);
  if (library instanceof Response) return library;
  // Open to anybody, so nobody may fill the memory here.
  const capped = await capRequest(request, bodyMax);
  if (!capped) throw new AppError("too_large", `body: larger than ${bodyMax} bytes`);
  const headers = new Headers(request.headers);
  const { ip } = visitorOf(request.headers);
  headers.delete(addressHeader);
  if (ip !== null) headers.set(addressHeader, ip);
  return library.handler(new Request(capped, { headers }));
}

/** A person comes back from the provider with a browser: what went wrong is said on a page. */
function sayOnPage(error: unknown): Response {
  if (error instanceof AppError && error.code === "provider_unavailable")
    return Response.redirect(`${env().appUrl}/sign-in?error=${error.code}`);
  throw error;
}

export async function oidcAuth(): Promise<Auth> {
  const { oidc } = composition();
  if (!oidc) throw new AppError("not_found", "There is no single sign-on here.");
  return oidc.auth();
}
