import type { Page } from "@playwright/test";

import type { E2eEnvironment } from "@/tests/support/e2e-environment";
import { hireEmployee, uniqueWord, untilQuiet, type Employee } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";

interface Employment {
  readonly employee: Employee;
  readonly remoteId: string;
  readonly title: string;
}

/** The page of somebody with one employment is open, and the next change of it is announced at once. */
async function openEmployed(page: Page, kombo: E2eEnvironment["kombo"]): Promise<Employment> {
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

/** When the text was painted first, seen by the page itself: the waits of a locator grow up to a second. */
async function untilShown(page: Page, text: string): Promise<number> {
  const shown = await page.waitForFunction((wanted) => document.body.textContent.includes(wanted) && Date.now(), text, {
    polling: "raf",
  });
  return Number(await shown.jsonValue());
}

test("a change inside a nested object stands in the record's history, before and after, and is called that", async ({
  page,
  kombo,
}) => {
  const { employee, remoteId, title } = await openEmployed(page, kombo);
  const newTitle = `Keeper of ${uniqueWord()}`;
  await kombo("mutate", employee.integration.id, {
    kind: "update",
    model: "hris_employments",
    remoteId,
    fields: { job_title: newTitle },
  });

  const change = page.getByRole("listitem").filter({ has: page.getByRole("insertion").filter({ hasText: newTitle }) });
  const difference = change.getByRole("definition").filter({ hasText: newTitle });
  await expect(difference.getByRole("deletion")).toHaveText(title);
  await expect(difference.getByRole("insertion")).toHaveText(newTitle);
  await expect(change.getByRole("heading", { name: "Updated" })).toBeVisible();
  await expect(change).toContainText("Nested only");
  await expect(change).toContainText("The record itself did not change. Something inside its employments did");
  await change.getByRole("link", { name: "data-changed" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "data-changed" })).toBeVisible();
});

test("from a change at Kombo to the changed record on the screen it takes less than 3 seconds", async ({
  page,
  kombo,
}, testInfo) => {
  const { employee, remoteId } = await openEmployed(page, kombo);
  const newTitle = `Keeper of ${uniqueWord()}`;
  const shown = untilShown(page, newTitle);
  const changedAt = Date.now();
  await kombo("mutate", employee.integration.id, {
    kind: "update",
    model: "hris_employments",
    remoteId,
    fields: { job_title: newTitle },
  });
  const tookMs = (await shown) - changedAt;
  testInfo.annotations.push({ type: "from change to screen", description: `${tookMs} ms` });
  expect(tookMs).toBeLessThan(3_000);
});
