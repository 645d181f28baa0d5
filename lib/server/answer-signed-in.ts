import "server-only";

/** The session's cookies go with the answer. */
export function answerSignedIn(cookies: readonly string[]): Response {
  const response = Response.json({ signedIn: true }, { headers: { "cache-control": "no-store" } });
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}
