import { type NextRequest, NextResponse } from "next/server";
import { randomBytes } from "node:crypto";

import { env } from "@/lib/env";
import { pagePolicy } from "@/lib/http/content-security-policy";

export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  // Next itself would answer 500.
  if (!isDecodable(pathname)) return refuse(400, "url: holds a % that starts no character");
  if (pathname.startsWith("/api/")) return NextResponse.next();
  // No page has an action: what posts to one is looking for a hole, and is not worth parsing.
  if (!["GET", "HEAD"].includes(request.method)) return refuse(405, "A page can only be read");
  return withPolicy(request);
}

/**
 * Pages, and what of the API nobody of ours asks for: addresses with a % outside ASCII. Webhooks and all other calls have
 * nothing to wait for here, and their bodies are not looked at.
 */
export const config = {
  matcher: ["/((?!api/|_next/|\\.well-known/|icon\\.svg|overview\\.png).*)", "/api/(.*%(?![0-7][0-9a-fA-F]).*)"],
};

/** Gives the page a policy with a nonce of its own; Next finds it in the request and puts it on its scripts. */
function withPolicy(request: NextRequest): NextResponse {
  const { appUrl, isDevelopment } = env();
  const isHttps = appUrl.startsWith("https:");
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy({ nonce, isHttps, isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  // Here, since only the running server knows its address; one page is enough for a browser to keep it for the host.
  if (isHttps) response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  return response;
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function refuse(status: 400 | 405, message: string): NextResponse {
  return NextResponse.json(
    { error: { code: status === 400 ? "bad_request" : "method_not_allowed", message } },
    { status },
  );
}
