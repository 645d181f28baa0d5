import type { Page } from "@playwright/test";
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

import { withClient } from "@/lib/local/local-database";
import { integrationPath, listPath, recordPath, runPath, webhookPath } from "@/lib/paths";
import { type E2eEnvironment, e2eLogFile } from "@/tests/support/e2e-environment";
import { openPage, pagesUnderTest } from "@/tests/support/e2e-pages";
import { findIntegration, uniqueWord } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";
import { enterAs } from "@/tests/support/enter-as";
import { type Traffic, watchTraffic } from "@/tests/support/watch-traffic";

test.skip(({ isMobile }) => isMobile, "What is sent does not depend on the viewport");
test.describe.configure({ mode: "serial" });

const word = (what: string) => `${uniqueWord()}${what}`;
// Before a change and after it: both stand in the history.
const twice = (what: string) => [word(what), word(what)] as const;

const ssn = twice("Ssn");
const birth = twice("Birth");
const iban = twice("Iban");
const note = twice("Note");
const custom = twice("Custom");
const remoteData = word("RemoteData");
const unknownField = word("Unknown");
// No price, page or count of the simulated world has so many digits.
const salary = [String(randomInt(1e9, 2e9)), String(randomInt(2e9, 4e9))] as const;
const birthday = word("Birthday");
const high = [...ssn, ...birth, ...iban, ...note, ...custom, remoteData, unknownField, ...salary, birthday];

const firstName = twice("First");
const lastName = word("Last");
const email = `${word("mail").toLowerCase()}@planted.example`;
const candidateEmail = `${word("candidate").toLowerCase()}@planted.example`;
const personal = [...firstName, lastName, email, candidateEmail];

type Planted = {
  readonly komboIntegrationId: string;
  readonly employee: string;
  readonly employment: string;
  readonly absence: string;
  readonly webhook: string;
};
let planted: Planted;

const employeeWith = (at: 0 | 1) => ({
  first_name: firstName[at],
  last_name: lastName,
  display_full_name: `${firstName[at]} ${lastName}`,
  work_email: email,
  ssn: ssn[at],
  date_of_birth: birth[at],
  bank_accounts: [{ iban: iban[at], holder_name: lastName }],
  custom_fields: { planted: custom[at] },
});

test.beforeAll(async ({ environment: { kombo } }) => {
  const { id } = await findIntegration(kombo, "HRIS");
  const employee = await kombo("mutate", id, {
    kind: "create",
    model: "hris_employees",
    fields: { ...employeeWith(0), remote_data: { planted: remoteData }, brand_new_field: { planted: unknownField } },
  });
  const parent = employee.remoteId;
  const employment = await kombo("mutate", id, {
    kind: "create",
    model: "hris_employments",
    parent,
    fields: { pay_rate: Number(salary[0]) },
  });
  const absence = await kombo("mutate", id, {
    kind: "create",
    model: "hris_absences",
    parent,
    fields: { employee_note: note[0] },
  });
  const webhook = await kombo("sendWebhook", "assessment:order-received", {
    package_id: "planted",
    candidate: { email: candidateEmail, birthday },
  });
  planted = {
    komboIntegrationId: id,
    employee: employee.id,
    employment: employment.id,
    absence: absence.id,
    webhook: await storedId(kombo, webhook),
  };
  await untilStored(kombo, [ssn[0], salary[0], note[0], remoteData, unknownField]);
  const change = (model: string, remoteId: string, fields: Record<string, string | number | object>) =>
    kombo("mutate", id, { kind: "update", model, remoteId, fields: JSON.parse(JSON.stringify(fields)) });
  await change("hris_employees", parent, employeeWith(1));
  await change("hris_employments", employment.remoteId, { pay_rate: Number(salary[1]) });
  await change("hris_absences", absence.remoteId, { employee_note: note[1] });
  await untilStored(kombo, [ssn[1], salary[1], note[1]]);
});

type Kombo = E2eEnvironment["kombo"];

async function count(kombo: Kombo, sql: string, value: string): Promise<number> {
  return withClient(await kombo("databaseUrl"), async (client) => {
    const { rowCount } = await client.query(sql, [value]);
    return rowCount ?? 0;
  });
}

async function untilStored(kombo: Kombo, values: readonly string[]): Promise<void> {
  for (const value of values) {
    const stored = () => count(kombo, "SELECT 1 FROM records WHERE strpos(data::text, $1) > 0", value);
    await expect.poll(stored, { message: `${value} is mirrored`, timeout: 30_000 }).toBeGreaterThan(0);
  }
}

async function storedId(kombo: Kombo, komboEventId: string): Promise<string> {
  const databaseUrl = await kombo("databaseUrl");
  let id = "";
  await expect
    .poll(async () => {
      const select = "SELECT id FROM webhook_events WHERE kombo_event_id = $1";
      const { rows } = await withClient(databaseUrl, (client) => client.query<{ id: string }>(select, [komboEventId]));
      id = rows[0]?.id ?? "";
      return id;
    })
    .not.toBe("");
  return id;
}

function pathsOfThePlanted(): readonly string[] {
  const { komboIntegrationId, employee, employment, absence, webhook } = planted;
  const record = (model: string, komboId: string) => recordPath({ komboIntegrationId, model, komboId });
  const records = [
    record("hris_employees", employee),
    record("hris_employments", employment),
    record("hris_absences", absence),
  ];
  return [
    ...records,
    ...records.flatMap((one) => [`${one}?view=json`, `${one}?view=compare`]),
    webhookPath(webhook),
    integrationPath(komboIntegrationId),
    ...["hris_employees", "hris_employments", "hris_absences"].map((model) =>
      listPath("/records", { integration: komboIntegrationId, model }),
    ),
  ];
}

const rowsSchema = z.object({ rows: z.array(z.looseObject({ id: z.string().optional() })) });

/** The run that brought them, and every answer of the API that may tell of them. */
async function visitThePlanted(page: Page): Promise<void> {
  for (const place of pathsOfThePlanted()) {
    await page.goto(place);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    for (const fold of await page.locator("summary").all()) await fold.click();
  }
  const integration = encodeURIComponent(planted.komboIntegrationId);
  for (const endpoint of ["/hris/employees", "/hris/employments", "/hris/absences"]) {
    const answer = await page.request.get(
      `/api/runs?integration=${integration}&endpoint=${encodeURIComponent(endpoint)}&state=succeeded`,
    );
    const [newest] = rowsSchema.parse(await answer.json()).rows;
    await page.goto(runPath(newest?.id ?? ""));
    await page.waitForLoadState("networkidle");
  }
}

async function expectNone(traffic: Traffic, values: readonly string[]): Promise<void> {
  expect(await traffic.count()).toBeGreaterThan(50);
  expect(await traffic.found(values)).toEqual([]);
}

test("a viewer gets no personal and no high value on any page, in any answer", async ({
  page,
  context,
  environment,
}) => {
  test.slow();
  await enterAs("viewer", context, environment);
  const traffic = watchTraffic(context);
  await visitThePlanted(page);
  for (const under of pagesUnderTest) {
    if (under.isOpenToAll || under.isMissing || under.isForAdmins) continue;
    await openPage(under, { page, kombo: environment.kombo, appUrl: environment.appUrl });
  }
  await page.goto("/settings/account");
  await page.waitForLoadState("networkidle");
  await expectNone(traffic, [...high, ...personal]);
  // What stands in their places did come.
  for (const masked of ['{"masked":"high"}', '{"masked":"personal"}'])
    expect(await traffic.found([masked])).not.toEqual([]);
});

test("nothing that somebody may not see can be found by searching for it", async ({ context, environment }) => {
  const find = async (search: string) => {
    const answer = await context.request.get(`${environment.appUrl}/api/records?search=${encodeURIComponent(search)}`);
    return rowsSchema.parse(await answer.json()).rows.length;
  };
  await enterAs("viewer", context, environment);
  for (const value of [...high, ...personal]) expect(await find(value), `a viewer finds ${value}`).toBe(0);
  await enterAs("operator", context, environment);
  for (const value of high) expect(await find(value), `an operator finds ${value}`).toBe(0);
  expect(await find(firstName[1])).toBe(1);
});

test("an operator gets personal values and no high one", async ({ page, context, environment }) => {
  await enterAs("operator", context, environment);
  const traffic = watchTraffic(context);
  await visitThePlanted(page);
  await expectNone(traffic, high);
  const seen = await traffic.found([...firstName, email, candidateEmail]);
  for (const value of [...firstName, email, candidateEmail]) expect(seen.join("\n")).toContain(value);
});

test("an administrator reveals one value with a reason: that one is sent, it hides again, and the audit log tells", async ({
  page,
  context,
  environment,
}) => {
  const admin = await enterAs("admin", context, environment);
  const traffic = watchTraffic(context);
  await page.clock.install();
  const { komboIntegrationId, employee } = planted;
  await page.goto(recordPath({ komboIntegrationId, model: "hris_employees", komboId: employee }));
  await page.waitForLoadState("networkidle");
  for (const fold of await page.locator("summary").all()) await fold.click();
  await page.getByRole("button", { name: "Reveal SSN…" }).first().click();
  const reason = `Payroll ticket ${word("Reason")}`;
  await page.getByLabel("Why it has to be seen").fill(reason);
  await page.getByRole("button", { name: "Reveal for 30 s" }).click();
  await expect(page.getByText(ssn[1])).toBeVisible();
  const others = high.filter((value) => value !== ssn[1]);
  expect(await traffic.found(others)).toEqual([]);
  const told = await traffic.found([ssn[1]]);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("/reveal");

  await page.clock.fastForward(31_000);
  await expect(page.getByText(ssn[1])).toHaveCount(0);
  expect(await page.content()).not.toContain(ssn[1]);

  await page.goto("/settings/audit");
  const row = page.getByRole("row").filter({ hasText: reason });
  await expect(row).toContainText("Revealed a field");
  await expect(row).toContainText(admin.name);
  const file = await (await page.request.get("/api/audit/export?format=ndjson")).text();
  expect(file).toContain(reason);
  for (const value of high) expect(file.includes(value), `the exported audit log tells ${value}`).toBe(false);
  expect(await traffic.found(others)).toEqual([]);
  expect(await traffic.found([ssn[1]])).toHaveLength(1);
});

test("neither the server's log nor anything the browser is given holds a secret or a planted value", async ({
  environment: { kombo, secrets },
}) => {
  const { adminEmail: _, ...secretsAlone } = secrets;
  const password = new URL(await kombo("databaseUrl")).password;
  const forbidden = [...Object.values(secretsAlone), ...(password === "" ? [] : [password]), ...high, ...personal];
  const built = readdirSync(".next/static", { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  expect(built.length).toBeGreaterThan(20);
  for (const file of [e2eLogFile, ...built]) {
    const text = readFileSync(file, "latin1");
    for (const value of forbidden) expect(text.includes(value), `${file} holds ${value.slice(0, 6)}…`).toBe(false);
  }
});
