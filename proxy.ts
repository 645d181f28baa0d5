import { type NextRequest, NextResponse } from "next/server";
import { randomBytes } from "node:crypto";

import { env } from "@/lib/env";
import { pagePolicy } from "@/lib/http/content-security-policy";

/** Gives each page a policy with a nonce of its own; Next finds it in the request and puts it on its scripts. */
export function proxy(request: NextRequest): NextResponse {
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

// Pages only: webhooks and other calls of the API have nothing to wait for here, and their bodies are not looked at.
export const config = { matcher: ["/((?!api/|_next/|\\.well-known/|icon\\.svg|overview\\.png).*)"] };
