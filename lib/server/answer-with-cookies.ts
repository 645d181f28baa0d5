import "server-only";

/** What the browser shall keep goes with the answer, which nothing on the way may keep. */
export function answerWithCookies(body: object, cookies: readonly string[]): Response {
  const response = Response.json(body, { headers: { "cache-control": "no-store" } });
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}
