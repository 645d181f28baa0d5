import "server-only";

const defaults = { timeoutMs: 10_000 };

type Message = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** Posts to an address of the environment; gives the status, and reads nothing of the answer. */
export async function post(
  url: string,
  { body, headers }: Message,
  { timeoutMs }: { readonly timeoutMs: number } = defaults,
): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    headers,
    body,
    cache: "no-store",
    // Where it would be sent on to, nobody has set.
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  return response.status;
}
