import { readCapped, unreadBody } from "./read-capped";

/** The same request with its body read, for handlers that would read any length; null when it is larger than `max` bytes. */
export async function capRequest(request: Request, max: number): Promise<Request | null> {
  if (request.body === null) return request;
  const body = await readCapped(unreadBody(request), max);
  if (body.kind === "too_large") return null;
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: Buffer.from(body.bytes) });
}
