import type { Page, Request } from "@playwright/test";
import { setTimeout } from "node:timers/promises";

export interface PageCost {
  /** Of the scripts that the page's HTML names, as sent, compressed; what is loaded when it is needed is not among them. */
  readonly scriptBytes: number;
  /** Cumulative, of what nobody's input caused. */
  readonly layoutShift: number;
  /** How many requests for data waited for one another: 1 when all were asked for at once. */
  readonly waterfallDepth: number;
}

interface DataRequest {
  readonly path: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** The answer that was asked for first comes last, this much after the second: each is seen to arrive. */
const apartMs = 100;
const mostApart = 5;

/**
 * What a page asks for comes piece by piece, in the worst order: what stands above comes after what stands below, which
 * a server near by would never show. Ends when all that was asked for is there.
 */
export async function answerLate(page: Page): Promise<() => Promise<void>> {
  const held: Promise<void>[] = [];
  await page.route("**/api/**", (route) => {
    const waits = Math.max(0, mostApart - held.length) * apartMs;
    held.push(setTimeout(waits).then(() => route.continue()));
  });
  return async () => {
    await Promise.all(held);
    await page.waitForLoadState("networkidle");
    await page.unrouteAll({ behavior: "wait" });
  };
}

/** Begin before the page is opened; a page that is open refreshes itself, so read as soon as it is whole. */
export async function watchCost(page: Page): Promise<() => Promise<PageCost>> {
  const finished: Request[] = [];
  let html = Promise.resolve("");
  page.on("requestfinished", (request) => finished.push(request));
  page.on("response", (response) => {
    if (response.request().isNavigationRequest()) html = response.text();
  });
  await page.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // Not typed by TypeScript: `value`, what moved, and whether somebody's input caused it.
        const moved: unknown = Reflect.get(entry, "sources");
        const isLiveList =
          Array.isArray(moved) &&
          moved.every((one: object) => {
            const node: unknown = Reflect.get(one, "node");
            return node instanceof Element && node.closest("tbody, ol, ul") !== null;
          });
        // Rows that make room for a new one are what a live list is for.
        if (Reflect.get(entry, "hadRecentInput") === false && !isLiveList) sum += Number(Reflect.get(entry, "value"));
      }
    }).observe({ type: "layout-shift", buffered: true });
    Object.defineProperty(globalThis, "layoutShift", { get: () => sum });
  });
  return async () => {
    const requests = [...finished];
    const layoutShift = await page.evaluate(() => Number(Reflect.get(globalThis, "layoutShift")));
    const document = await html;
    const scripts = requests.filter(
      (request) => request.resourceType() === "script" && document.includes(`src="${new URL(request.url()).pathname}`),
    );
    const sizes = await Promise.all(scripts.map((request) => request.sizes()));
    return {
      scriptBytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
      layoutShift,
      waterfallDepth: depthOf(requests.filter(isForData).map(toDataRequest)),
    };
  };
}

/** The frame's own poll is nobody's cause: it begins first, and what begins after its end did not wait for it. */
function isForData(request: Request): boolean {
  const { pathname } = new URL(request.url());
  return request.resourceType() === "fetch" && pathname.startsWith("/api/") && pathname !== "/api/status";
}

function toDataRequest(request: Request): DataRequest {
  const { startTime, responseEnd } = request.timing();
  // Where the browser did not note the end, nothing can be said to have waited for it.
  const endedAt = responseEnd < 0 ? Infinity : startTime + responseEnd;
  return { path: new URL(request.url()).pathname, startedAt: startTime, endedAt };
}

/** The longest row of requests of which each began after the one before had ended. */
function depthOf(requests: readonly DataRequest[]): number {
  const depths = new Map<DataRequest, number>();
  const first = requests.filter(({ path }, index) => requests.findIndex((other) => other.path === path) === index);
  for (const request of first.toSorted((one, other) => one.startedAt - other.startedAt)) {
    const before = [...depths].filter(([{ endedAt }]) => endedAt <= request.startedAt).map(([, depth]) => depth);
    depths.set(request, 1 + Math.max(0, ...before));
  }
  return Math.max(0, ...depths.values());
}
