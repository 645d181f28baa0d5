import { AxeBuilder } from "@axe-core/playwright";
import { expect, request, test as base, type APIRequestContext, type Page, type Response } from "@playwright/test";

import type { Fault } from "@/lib/simulator/simulator";

import { findFault } from "./answer-schemas";
import { e2eEnvironment, type E2eEnvironment } from "./e2e-environment";

type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

interface TestFixtures {
  /** Errors that this test provokes; every other one on a page's console fails it. */
  readonly provokedErrors: RegExp | null;
  readonly consoleErrors: undefined;
  readonly answerFaults: undefined;
  readonly kombo: E2eEnvironment["kombo"];
  /** Makes the simulated Kombo misbehave until the test is over. */
  readonly spoilKombo: (faults: readonly Fault[]) => Promise<void>;
}

interface WorkerFixtures {
  readonly environment: E2eEnvironment;
  readonly signedIn: StorageState;
}

/** Tests of a person who is signed in; `test.use({ storageState: signedOut })` for one who is not. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
  environment: [async ({}, use) => use(e2eEnvironment()), { scope: "worker" }],
  signedIn: [async ({ environment }, use) => use(await signIn(environment)), { scope: "worker" }],
  storageState: async ({ signedIn }, use) => use(signedIn),
  kombo: async ({ environment }, use) => use((name, ...args) => environment.kombo(name, ...args)),
  spoilKombo: async ({ kombo }, use) => {
    await use(async (faults) => void (await kombo("setFaults", faults)));
    await kombo("setFaults", []);
  },
  provokedErrors: [null, { option: true }],
  consoleErrors: [
    async ({ page, provokedErrors }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      await use(undefined);
      const unexpected = errors.filter((error) => provokedErrors === null || !provokedErrors.test(error));
      expect(unexpected, "errors on the page's console").toEqual([]);
    },
    { auto: true },
  ],
  answerFaults: [
    async ({ page }, use) => {
      const faults: Promise<string | null>[] = [];
      page.on("response", (response) => faults.push(findFaultOf(response)));
      await use(undefined);
      const found = (await Promise.all(faults)).filter((fault) => fault !== null);
      expect([...new Set(found)], "answers that are not as their schema says").toEqual([]);
    },
    { auto: true },
  ],
});

/** The page relies on the form of our own answers without looking: here each is looked at. */
async function findFaultOf(response: Response): Promise<string | null> {
  const asked = response.request();
  const { pathname } = new URL(response.url());
  const isAnswer = asked.resourceType() === "fetch" && /^\/api\/(?!auth\/|v1\/)/.test(pathname) && response.ok();
  if (!isAnswer || !(response.headers()["content-type"] ?? "").startsWith("application/json")) return null;
  // Its body is gone with the page that asked.
  const answer: unknown = await response.json().catch(() => undefined);
  return answer === undefined ? null : findFault(`${asked.method()} ${pathname}`, answer);
}

export const signedOut = { cookies: [], origins: [] } satisfies StorageState;

async function signIn({ appUrl, secrets }: E2eEnvironment): Promise<StorageState> {
  const context = await request.newContext({ baseURL: appUrl, extraHTTPHeaders: { origin: appUrl } });
  const data = { email: secrets.adminEmail, password: secrets.adminPassword };
  const response = await context.post("/api/auth/sign-in/email", { data });
  expect(response.status(), await response.text()).toBe(200);
  const state = await context.storageState();
  await context.dispose();
  return state;
}

const wcag22AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Nothing that axe can see breaks WCAG 2.2 AA, once what moves has come to rest; or nothing of some rules. */
export async function expectAccessible(page: Page, only: readonly string[] | null = null): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // Its other mode opens a second page to put the results of frames together; we have none.
  // What passes is not told: to name each such element takes longer than to judge it.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (only === null ? axe.withTags(wcag22AA) : axe.withRules([...only])).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary ?? ""}`),
  );
  expect(found, "what axe finds").toEqual([]);
}

export { expect } from "@playwright/test";
