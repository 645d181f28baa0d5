import { expect, type Page } from "@playwright/test";
import { randomInt } from "node:crypto";

import type { Category } from "@/lib/kombo/endpoints";
import { recordPath } from "@/lib/paths";
import type { SimulatedIntegration } from "@/lib/simulator/simulator";
import { webhookPageSchema } from "@/lib/webhooks/schema";

import type { E2eEnvironment } from "./e2e-environment";

type Kombo = E2eEnvironment["kombo"];

export interface Employee {
  readonly integration: SimulatedIntegration;
  readonly komboId: string;
  readonly remoteId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly email: string;
  /** The page that shows the person. */
  readonly path: string;
}

export async function findIntegration(kombo: Kombo, category: Category): Promise<SimulatedIntegration> {
  const integration = (await kombo("integrations")).find((candidate) => candidate.category === category);
  if (!integration) throw new Error(`The simulated Kombo has no ${category}`);
  return integration;
}

/** Letters that no name, title or address of the simulated world has. */
export function uniqueWord(): string {
  const letters = Array.from({ length: 8 }, () => String.fromCodePoint(97 + randomInt(26))).join("");
  return `Qx${letters}`;
}

/** Somebody whom nobody else's test knows, mirrored when this resolves. */
export async function hireEmployee({ kombo, page }: { readonly kombo: Kombo; readonly page: Page }): Promise<Employee> {
  const integration = await findIntegration(kombo, "HRIS");
  const [firstName, lastName] = [uniqueWord(), uniqueWord()];
  const name = `${firstName} ${lastName}`;
  const email = `${firstName.toLowerCase()}@hired.example`;
  const fields = { first_name: firstName, last_name: lastName, display_full_name: name, work_email: email };
  const { id: komboId, remoteId } = await kombo("mutate", integration.id, {
    kind: "create",
    model: "hris_employees",
    fields,
  });
  const path = recordPath({ komboIntegrationId: integration.id, model: "hris_employees", komboId });
  await expect.poll(async () => (await page.request.get(`/api${path}`)).status()).toBe(200);
  return { integration, komboId, remoteId, firstName, lastName, name, email, path };
}

/** Resolves once Kombo's debounce window is over, so that the next change is announced at once. */
export async function untilQuiet(page: Page, { id }: SimulatedIntegration, debounceMs: number): Promise<void> {
  const newest = `/api/webhooks?integration=${encodeURIComponent(id)}`;
  await expect
    .poll(async () => {
      const [last] = webhookPageSchema.parse(await (await page.request.get(newest)).json()).rows;
      return last ? Date.now() - new Date(last.lastReceivedAt).getTime() : Number.POSITIVE_INFINITY;
    })
    .toBeGreaterThan(2 * debounceMs);
}

interface Employment {
  readonly employee: Employee;
  readonly remoteId: string;
  readonly title: string;
}

/** The page of somebody with one employment is open, and the next change of it is announced at once. */
export async function openEmployed(page: Page, kombo: Kombo): Promise<Employment> {
  const employee = await hireEmployee({ kombo, page });
  const title = `Keeper of ${uniqueWord()}`;
  const { remoteId } = await kombo("mutate", employee.integration.id, {
    kind: "create",
    model: "hris_employments",
    parent: employee.remoteId,
    fields: { job_title: title },
  });
  await page.goto(employee.path);
  await expect(page.getByRole("table", { name: "Employments" })).toContainText(title);
  await untilQuiet(page, employee.integration, 500);
  return { employee, remoteId, title };
}
