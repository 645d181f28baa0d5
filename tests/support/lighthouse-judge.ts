import { chromium, type BrowserContext, type BrowserContextOptions } from "@playwright/test";
import lighthouse, { type Config, defaultConfig, desktopConfig } from "lighthouse";
import { createServer } from "node:net";

import { findSystemBrowser } from "@/lib/local/browser";

type Cookies = Exclude<BrowserContextOptions["storageState"], string | undefined>["cookies"];
export type Category = "performance" | "accessibility" | "best-practices";

export type Judge = Awaited<ReturnType<typeof startJudge>>;

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
    /** Of each asked category a score between 0 and 100. */
    async judge(url: string, categories: readonly Category[], triesLeft = 2): Promise<ReadonlyMap<Category, number>> {
      const config = configOf(categories);
      const result = await lighthouse(url, { port, logLevel: "error", disableFullPageScreenshot: true }, config);
      // It sometimes misses the beginning of what it records, and then says so.
      if (result?.lhr.runtimeError?.code === "NO_NAVSTART" && triesLeft > 0)
        return this.judge(url, categories, triesLeft - 1);
      if (!result || result.lhr.runtimeError)
        throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? "no result"}`);
      const { categories: judged } = result.lhr;
      return new Map(categories.map((category) => [category, Math.round((judged[category]?.score ?? 0) * 100)]));
    },
    stop: () => browser.close(),
  };
}

/** Answers "not applicable" on a desktop, after seconds. */
const forPhones = "font-size";

/**
 * The preset without what counts for nothing: an audit of weight 0 does not move a score, and takes, with what has to be
 * gathered for it, two thirds of the time.
 */
function configOf(names: readonly Category[]): Config {
  const categories = Object.fromEntries(names.map((name) => [name, withWeight(name)]));
  const ids = new Set(Object.values(categories).flatMap(({ auditRefs }) => auditRefs.map(({ id }) => id)));
  const audits = (defaultConfig.audits ?? []).filter(
    (audit) => typeof audit === "string" && ids.has(audit.slice(audit.lastIndexOf("/") + 1)),
  );
  if (audits.length !== ids.size) throw new Error("Lighthouse has an audit under another name than its file");
  return { ...defaultConfig, settings: desktopConfig.settings ?? {}, categories, audits };
}

function withWeight(name: Category) {
  const category = defaultConfig.categories?.[name];
  if (!category) throw new Error(`Lighthouse has no category ${name}`);
  return { ...category, auditRefs: category.auditRefs.filter(({ id, weight }) => weight > 0 && id !== forPhones) };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}
