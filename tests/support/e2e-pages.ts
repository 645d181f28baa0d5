import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";

import { linkAnswerSchema } from "@/lib/auth/schema/people";
import {
  integrationPath,
  type IntegrationTab,
  integrationTabPath,
  integrationTabs,
  recordPath,
  runPath,
  webhookPath,
} from "@/lib/paths";

import type { E2eEnvironment } from "./e2e-environment";
import { findIntegration, hireEmployee, uniqueWord } from "./e2e-people";
import { createToken, ownOrigin } from "./e2e-tokens";

interface Visit {
  readonly page: Page;
  readonly appUrl: string;
  readonly kombo: E2eEnvironment["kombo"];
}

interface PageUnderTest {
  readonly name: string;
  readonly path: (visit: Visit) => string | Promise<string>;
  readonly title: string | RegExp;
  /** What comes last on it, where that is not its title or its table. */
  readonly end?: (page: Page) => Locator;
  /** Shown to whoever is signed out. */
  readonly isOpenToAll?: boolean;
  /** Not there for anybody else, or made by an administrator. */
  readonly isForAdmins?: boolean;
  /** Answered 404. */
  readonly isMissing?: boolean;
  /** Without the frame of the dashboard. */
  readonly isBare?: boolean;
}

/** Every page there is, each with something on it. */
export const pagesUnderTest: readonly PageUnderTest[] = [
  { name: "overview", path: () => "/", title: /fresh|need/ },
  { name: "integrations", path: () => "/integrations", title: "Integrations" },
  {
    name: "integration",
    path: async ({ kombo }) => {
      const { id } = await findIntegration(kombo, "HRIS");
      return integrationPath(id);
    },
    title: "Morgenröte Logistik",
  },
  ...integrationTabs.map((tab): PageUnderTest => ({
    name: `integration: ${tab}`,
    path: async ({ kombo }) => integrationTabPath((await findIntegration(kombo, "HRIS")).id, tab),
    title: "Morgenröte Logistik",
    end: (page) => page.getByRole("main").locator(endOfTab[tab]).first(),
  })),
  { name: "drift", path: () => "/drift", title: /full fetch|wait/ },
  { name: "webhooks", path: webhooksPath, title: "Webhooks" },
  { name: "webhook", path: webhookOfChange, title: "data-changed" },
  { name: "runs", path: () => "/runs", title: "Runs" },
  {
    name: "run",
    path: async (visit) => runPath(await newestId(visit, "runs?state=succeeded&mode=full")),
    title: /^(Full fetch|Dry run) of /,
  },
  { name: "records", path: () => "/records", title: "Records" },
  { name: "records of a model", path: async ({ kombo }) => recordsPath(kombo), title: "Employees" },
  { name: "records that no filter matches", path: () => "/records?search=nobody-has-this-name", title: "Records" },
  { name: "record", path: employeePath, title: /\S/, end: newestChange },
  {
    name: "record as raw JSON",
    path: async (visit) => `${await employeePath(visit)}?view=json`,
    title: /\S/,
    end: newestChange,
  },
  {
    name: "record compared with what it was",
    path: async (visit) => `${await employeePath(visit)}?view=compare`,
    title: /\S/,
    end: (page) => page.getByRole("table", { name: /what differs$/ }).first(),
  },
  { name: "audit", path: () => "/settings/audit", title: "Audit", isForAdmins: true },
  {
    name: "settings: account",
    path: () => "/settings/account",
    title: "Your account",
    end: (page) => page.getByText(/^Kept for/),
  },
  {
    name: "settings: connection",
    path: () => "/settings/connection",
    title: "Connection",
    end: (page) => page.getByText(/^PostgreSQL \d/),
  },
  {
    name: "settings: retention",
    path: () => "/settings/retention",
    title: "Retention",
    end: (page) => page.getByText(/^History of records: /),
  },
  { name: "settings: erasures", path: eraseSomebody, title: "Erasures", isForAdmins: true },
  { name: "settings: people", path: peoplePath, title: "People", isForAdmins: true },
  { name: "invitation", path: (visit) => inviteSomebody(visit), title: /^Welcome, /, isBare: true, isForAdmins: true },
  {
    name: "link that does not work any more",
    path: () => "/join/nothing",
    title: "This link does not work any more",
    isOpenToAll: true,
    isBare: true,
  },
  { name: "API tokens", path: tokensPath, title: "API tokens", isForAdmins: true },
  { name: "API and SQL", path: () => "/settings/api", title: "API and SQL" },
  { name: "sign-in", path: () => "/sign-in", title: "Sign in", isOpenToAll: true, isBare: true },
  {
    name: "address of nothing",
    path: () => "/no/such/page",
    title: "There is no such page",
    isMissing: true,
    isBare: true,
  },
  {
    name: "record that is not there",
    path: () => "/records/a/hris_employees/b",
    title: "There is no such record",
    isMissing: true,
  },
];

/** What is there only once a tab has loaded. */
const endOfTab: Readonly<Record<IntegrationTab, string>> = {
  runs: "table[aria-busy=false]",
  webhooks: "table[aria-busy=false]",
  records: "table[aria-busy=false]",
  drift: "figure",
  timeline: "ol[aria-busy=false] li",
  settings: "text=data-changed arrives and causes runs",
};

/** Opens it and waits until nothing is loading. */
export async function openPage(under: PageUnderTest, visit: Visit): Promise<void> {
  const { page } = visit;
  await page.goto(await under.path(visit));
  await expect(page.getByRole("heading", { level: 1, name: under.title })).toBeVisible();
  await expect(page.getByRole("table").and(page.locator("[aria-busy=true]"))).toHaveCount(0);
  if (under.end) await expect(under.end(page)).toBeVisible();
  if (!under.isBare) await expect(page.getByText("Live", { exact: true })).toBeVisible();
}

/** With somebody whom the list cuts short. */
async function peoplePath(visit: Visit): Promise<string> {
  await inviteSomebody(visit);
  return "/settings/people";
}

/** With a delivery that was rejected, which stands above the list. */
async function webhooksPath({ page }: Visit): Promise<string> {
  const rejected = await page.request.post("/api/webhooks/kombo", { data: {} });
  expect(rejected.status()).toBe(401);
  return "/webhooks";
}

/** The path of the link. */
async function inviteSomebody({ page, appUrl }: Visit): Promise<string> {
  const word = uniqueWord();
  const response = await page.request.post("/api/people", {
    headers: { origin: appUrl },
    data: { name: `Maximiliane ${word} von und zu Langenfeld`, email: `${word}@invited.example`, role: "viewer" },
  });
  return new URL(linkAnswerSchema.parse(await response.json()).url).pathname;
}

async function eraseSomebody(visit: Visit): Promise<string> {
  const { path } = await hireEmployee(visit);
  const data = { reason: "Request under article 17" };
  await visit.page.request.post(`/api${path}/erasure`, { headers: ownOrigin(), data });
  return "/settings/erasures";
}

async function recordsPath(kombo: Visit["kombo"]): Promise<string> {
  const { id } = await findIntegration(kombo, "HRIS");
  return `/records?integration=${encodeURIComponent(id)}&model=hris_employees`;
}

/** With a token that was used and one that was revoked. */
async function tokensPath({ page }: Visit): Promise<string> {
  const used = await createToken(page, { scope: "read" });
  await page.request.get("/api/v1/runs", { headers: { authorization: `Bearer ${used.token}` } });
  const revoked = await createToken(page, { scope: "operate" });
  await page.request.post(`/api/tokens/${revoked.id}/revoke`, { headers: ownOrigin() });
  return "/settings/tokens";
}

const employeesSchema = z.array(
  z.object({ id: z.string(), manager: z.unknown(), employments: z.array(z.object({ remote_id: z.string() })) }),
);
const historySchema = z.object({ rows: z.array(z.object({ kind: z.string() })) });

/** Somebody with a manager, employments and a history, made once. */
async function employeePath({ page, kombo }: Visit): Promise<string> {
  const integration = await findIntegration(kombo, "HRIS");
  const employees = employeesSchema.parse(await kombo("expectedRecords", integration.id, "/hris/employees"));
  const employee = employees.find(({ manager, employments }) => manager !== null && employments.length > 0);
  const [employment] = employee?.employments ?? [];
  if (!employee || !employment) throw new Error("Nobody at the simulated Kombo has a manager and an employment");
  const path = recordPath({ komboIntegrationId: integration.id, model: "hris_employees", komboId: employee.id });
  const kinds = async () =>
    historySchema.parse(await (await page.request.get(`/api${path}/history`)).json()).rows.map(({ kind }) => kind);
  if ((await kinds()).includes("updated")) return path;
  await kombo("mutate", integration.id, {
    kind: "update",
    model: "hris_employments",
    remoteId: employment.remote_id,
    fields: { job_title: `Keeper of ${uniqueWord()}` },
  });
  await expect.poll(kinds).toContain("updated");
  return path;
}

function newestChange(page: Page): Locator {
  return page.getByRole("insertion").first();
}

async function webhookOfChange(visit: Visit): Promise<string> {
  await hireEmployee(visit);
  return webhookPath(await newestId(visit, "webhooks?type=data-changed"));
}

const listSchema = z.object({ rows: z.array(z.object({ id: z.string() })).min(1) });

async function newestId({ page }: Visit, list: string): Promise<string> {
  const [newest] = listSchema.parse(await (await page.request.get(`/api/${list}`)).json()).rows;
  return newest?.id ?? "";
}
