import type { Page, Request } from "@playwright/test";
import { setTimeout } from "node:timers/promises";

export interface PageCost {
  /** Of the scripts that the page's HTML names, as sent, compressed; what is loaded when it is needed is not among them. */
  readonly scriptBytes: number;
  /** Cumulative, of what nobody's input caused. */
  readonly layoutShift: number;
  /** The longest row of requests for data that waited for one another: one of them when all were asked for at once. */
  readonly waterfall: readonly string[];
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
      waterfall: findWaterfall(requests.filter(isForData).map(toDataRequest)),
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

/**
 * The longest row of requests of which each began after the one before had ended. Of those that only happened to, by a busy
 * machine, there is another one at each load of the page.
 */
function findWaterfall(requests: readonly DataRequest[]): readonly string[] {
  const rows = new Map<DataRequest, readonly string[]>();
  const first = requests.filter(({ path }, index) => requests.findIndex((other) => other.path === path) === index);
  for (const request of first.toSorted((one, other) => one.startedAt - other.startedAt)) {
    const before = [...rows].filter(([{ endedAt }]) => endedAt <= request.startedAt).map(([, row]) => row);
    rows.set(request, [...longest(before), request.path]);
  }
  return longest([...rows.values()]);
}

function longest(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.reduce((most, row) => (row.length > most.length ? row : most), []);
}
