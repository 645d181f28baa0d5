import type { Locator, Page } from "@playwright/test";

import { integrationPath, listPath } from "@/lib/paths";
import { findIntegration } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";

const wholeFetch = 45_000;

function panel(page: Page, title: string): Locator {
  return page
    .getByRole("main")
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: title, exact: true }) });
}

test("a forced full fetch says what it will do, shows how far it is, and ends with every endpoint done", async ({
  page,
  kombo,
  spoilKombo,
}) => {
  const integration = await findIntegration(kombo, "LMS");
  await page.goto(integrationPath(integration.id));
  await page.getByRole("button", { name: "Force full fetch…" }).click();

  const dialog = page.getByRole("dialog", { name: /^Read everything from .+ again\?$/ });
  await expect(dialog).toContainText(`For ${integration.organizationName}.`);
  await expect(dialog.getByRole("radio", { name: /^All \d+ endpoints [\d,]+ records$/ })).toBeChecked();
  await expect(dialog).toContainText(/about [\d,]+ records in \d+ requests/);
  await expect(dialog).toContainText("only what Kombo no longer returns");

  await spoilKombo([{ kind: "slow", ms: 1_500, integrationId: integration.id, times: 4 }]);
  const start = dialog.getByRole("button", { name: /^Start full fetch of \d+ endpoints$/ });
  const endpoints = Number(/\d+/.exec(await start.innerText())?.[0]);
  await start.click();
  await expect(dialog).toBeHidden();

  const progress = panel(page, "Full fetch");
  await expect(progress.getByRole("status")).toHaveText(new RegExp(`^\\d+ of ${endpoints} endpoints done$`));
  await expect(progress.getByRole("progressbar", { name: /^Full fetch of / }).first()).toBeVisible();
  await expect(progress.getByText(/^[\d,]+ records, \d+ pages?, \d/)).toBeVisible();
  await expect(progress.getByRole("status")).toHaveText(`${endpoints} endpoints done`, { timeout: wholeFetch });
  await expect(progress.getByText("Succeeded")).toHaveCount(endpoints);
});

test("the runs of a forced full fetch stand in the list under the name of the person who started it", async ({
  page,
  kombo,
  isMobile,
}) => {
  const integration = await findIntegration(kombo, "ATS");
  await page.goto(integrationPath(integration.id));
  await page.getByRole("button", { name: "Force full fetch…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Chosen endpoints/ }).click();
  await dialog.getByRole("checkbox", { name: /^Jobs/ }).click();
  await dialog.getByRole("button", { name: "Start full fetch of 1 endpoint" }).click();
  await expect(panel(page, "Full fetch").getByRole("status")).toHaveText("1 endpoint done", { timeout: wholeFetch });

  await page.goto(listPath("/runs", { integration: integration.id, trigger: "manual" }));
  await expect(page.getByRole("button", { name: /^Trigger/ })).toHaveText(/By hand/);
  const run = page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: "Full fetch of jobs" }) })
    .first();
  await expect(run).toContainText("Succeeded");
  if (!isMobile) await expect(run).toContainText("Demo");

  await run.getByRole("link", { name: "Full fetch of jobs" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Full fetch of jobs" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("by Demo");
});
