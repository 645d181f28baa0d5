import { Agent, request } from "node:http";

import type { SignedEvent } from "./events";

export type Load = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };
export type Target = { readonly url: string; readonly method: "POST" | "GET"; readonly expected: number };
export type PressInput = { readonly target: Target; readonly events: Iterator<SignedEvent>; readonly ms: number };

/** So many connections, each sending the next event as soon as it has its answer, for so long. */
export async function pressWith(connections: number, input: PressInput): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const startedAt = performance.now();
  const worker = async () => {
    while (performance.now() - startedAt < input.ms) {
      const { value, done } = input.events.next();
      if (done === true) throw new Error("There are not enough events for so fast a server");
      times.push(await send(agent, input.target, value));
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return summarize(times, seconds);
}

/** So many a second, each at its time whether or not the one before was answered: as Kombo sends. */
export async function sendAtRate(perSecond: number, input: PressInput) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const sent: Promise<number>[] = [];
  const startedAt = performance.now();
  const total = Math.floor((input.ms / 1000) * perSecond);
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond) + 1);
      while (sent.length < due) {
        const { value, done } = input.events.next();
        if (done === true) throw new Error("There are not enough events");
        sent.push(send(agent, input.target, value));
      }
      if (sent.length < total) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  const times = await Promise.all(sent);
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return summarize(times, seconds);
}

function summarize(times: readonly number[], seconds: number): Load {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Milliseconds until the whole answer was there. */
function send(agent: Agent, { url, method, expected }: Target, { body, signature }: SignedEvent): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const headers =
      method === "GET"
        ? {}
        : {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            "x-kombo-signature": signature,
          };
    const outgoing = request(url, { agent, method, headers }, (response) => {
      response.resume();
      response.once("end", () => {
        if (response.statusCode === expected) resolve(performance.now() - startedAt);
        else reject(new Error(`${url} answered ${String(response.statusCode)} instead of ${expected}`));
      });
    });
    outgoing.once("error", reject);
    outgoing.end(method === "GET" ? undefined : body);
  });
}
