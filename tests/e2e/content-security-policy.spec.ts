import type { Page } from "@playwright/test";

import { integrationPath } from "@/lib/paths";
import { findIntegration } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";

test.skip(({ isMobile }) => isMobile, "The policy does not depend on the viewport");

// That every page as it opens breaks no rule is held by every test that opens one: a refusal is an error on its console.

/** What the browser refused, from the first byte of each document on. */
async function watchViolations(page: Page): Promise<readonly string[]> {
  const violations: string[] = [];
  await page.exposeFunction("noteViolation", (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const note: unknown = Reflect.get(window, "noteViolation");
      if (typeof note === "function")
        note(`${effectiveDirective}: ${blockedURI} from ${sourceFile}:${lineNumber} ${sample}`);
    });
  });
  return violations;
}

test("menus, dialogs, filters, toasts, charts and a change of theme break no rule either", async ({ page, kombo }) => {
  const violations = await watchViolations(page);
  const { id } = await findIntegration(kombo, "HRIS");
  await page.goto(integrationPath(id));
  await page.getByRole("button", { name: "Force full fetch…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^\S*\s*Demo/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toContainClass("dark");
  await page.keyboard.press("Escape");
  // From page to page without loading a new document, as people go.
  await page.getByRole("link", { name: "Webhooks" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
  await page.getByRole("button", { name: "Type" }).click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".recharts-surface").first()).toBeVisible();
  expect(violations).toEqual([]);
});

test.describe("a script that somebody smuggles into the page", () => {
  test.use({ provokedErrors: /Content Security Policy/ });

  test("does not run", async ({ page }) => {
    const violations = await watchViolations(page);
    await page.goto("/records");
    await page.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="document.title = \'smuggled\'">');
    });
    await expect.poll(() => violations.join()).toContain("script-src");
    await expect(page).not.toHaveTitle("smuggled");
  });
});
