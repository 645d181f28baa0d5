import { chromium, type BrowserContext, type BrowserContextOptions } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { createServer } from "node:net";

import { findSystemBrowser } from "@/lib/local/browser";

type Cookies = Exclude<BrowserContextOptions["storageState"], string | undefined>["cookies"];
export const categories = ["performance", "accessibility", "best-practices"] as const;
export type Scores = Readonly<Record<(typeof categories)[number], number>>;

/** Lighthouse's desktop preset on pages of a signed-in person, in a browser of its own. */
export async function startJudge(cookies: Cookies) {
  const port = await findFreePort();
  const executablePath = findSystemBrowser();
  const browser: BrowserContext = await chromium.launchPersistentContext("", {
    ...(executablePath === null ? {} : { executablePath }),
    args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  await browser.addCookies(cookies);
  return {
    /** Between 0 and 100. */
    async judge(url: string, triesLeft = 2): Promise<Scores> {
      const result = await lighthouse(
        url,
        { port, logLevel: "error", disableFullPageScreenshot: true, onlyCategories: [...categories] },
        desktopConfig,
      );
      // It sometimes misses the beginning of what it records, and then says so.
      if (result?.lhr.runtimeError?.code === "NO_NAVSTART" && triesLeft > 0) return this.judge(url, triesLeft - 1);
      if (!result || result.lhr.runtimeError)
        throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? "no result"}`);
      const { categories: judged } = result.lhr;
      const score = (category: keyof Scores) => Math.round((judged[category]?.score ?? 0) * 100);
      return {
        performance: score("performance"),
        accessibility: score("accessibility"),
        "best-practices": score("best-practices"),
      };
    },
    stop: () => browser.close(),
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}
