import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";

const timeoutMs = 10_000;

/** The receiver's status, or `failed` without one. Each delivery has a connection of its own, closed afterwards. */
export async function postWebhook(options: {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}): Promise<number | "failed"> {
  const send = options.url.startsWith("https:") ? requestSecure : requestPlain;
  return new Promise((resolve) => {
    const outgoing = send(
      options.url,
      { method: "POST", agent: false, headers: options.headers, signal: options.signal, timeout: timeoutMs },
      (answer) => {
        answer.resume();
        answer.on("error", () => resolve("failed"));
        answer.on("end", () => resolve(answer.statusCode ?? "failed"));
      },
    );
    outgoing.on("timeout", () => outgoing.destroy());
    outgoing.on("error", () => resolve("failed"));
    outgoing.end(options.body);
  });
}
