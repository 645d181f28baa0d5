import type { Page } from "@playwright/test";

import { listPath } from "@/lib/paths";
import { findIntegration, hireEmployee } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";

function searchBox(page: Page) {
  return page.getByRole("searchbox", { name: "Name, e-mail or id" });
}

test("a person is found by a part of the name, by e-mail and by exact Kombo id", async ({ page, kombo }) => {
  const employee = await hireEmployee({ kombo, page });
  const found = page.getByRole("table", { name: "The records" }).getByRole("link", { name: employee.name });
  await page.goto("/records");
  for (const words of [employee.lastName.slice(1, 7).toUpperCase(), employee.email, employee.komboId]) {
    await searchBox(page).fill(words);
    await expect(page).toHaveURL((url) => url.searchParams.get("search") === words);
    await expect(found, words).toBeVisible();
    await searchBox(page).fill(`${words}zzz`);
    await expect(page.getByRole("heading", { name: "No record matches these filters" })).toBeVisible();
  }
});

test("a search of one letter is explained instead of tried", async ({ page }) => {
  await page.goto("/records");
  await expect(page.getByRole("table", { name: "The records" }).getByRole("link").first()).toBeVisible();
  await searchBox(page).fill("a");
  await expect(page.getByText("Type at least 2 characters to search.")).toBeVisible();
  await expect(page.getByRole("table", { name: "The records" }).getByRole("link").first()).toBeVisible();
});

test("the address holds search and filters, and a reload brings them back", async ({ page, kombo }) => {
  const employee = await hireEmployee({ kombo, page });
  await page.goto("/records");
  await searchBox(page).fill(employee.lastName);
  await page.getByRole("button", { name: "Integration" }).click();
  await page.getByRole("option", { name: employee.integration.organizationName }).click();
  const found = page.getByRole("table", { name: "The records" }).getByRole("link", { name: employee.name });
  await expect(found).toBeVisible();
  await expect(page).toHaveURL(
    ({ searchParams }) =>
      searchParams.get("search") === employee.lastName && searchParams.get("integration") === employee.integration.id,
  );

  await page.reload();
  await expect(searchBox(page)).toHaveValue(employee.lastName);
  await expect(page.getByRole("button", { name: "Remove the filter Integration" })).toBeVisible();
  await expect(found).toBeVisible();
});

test("a list longer than a page loads to its end, every record once and none missing", async ({ page, kombo }) => {
  const { id } = await findIntegration(kombo, "ATS");
  const expected = (await kombo("expectedRecords", id, "/ats/applications"))
    .filter((record) => isLive(record))
    .map((record) => record.id);
  expect(expected.length, "needs more than one page of 50").toBeGreaterThan(50);

  await page.goto(listPath("/records", { integration: id, model: "ats_applications" }));
  const rows = page.getByRole("table", { name: "The records" }).getByRole("row");
  const end = page.getByText(`${expected.length} of ${expected.length}`, { exact: true });
  await expect(async () => {
    await rows.last().scrollIntoViewIfNeeded();
    await expect(end).toBeVisible({ timeout: 500 });
  }).toPass();
  const paths = await rows
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const shown = paths.filter((path) => path.startsWith("/records/")).map((path) => path.split("/").at(-1));
  expect(shown).toHaveLength(expected.length);
  expect(new Set(shown)).toEqual(new Set(expected));
});

function isLive(record: unknown): record is { readonly id: string } {
  return (
    typeof record === "object" &&
    record !== null &&
    "id" in record &&
    !("remote_deleted_at" in record && record.remote_deleted_at !== null)
  );
}
