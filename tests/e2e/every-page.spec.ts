import type { Page } from "@playwright/test";

import { integrationPath } from "@/lib/paths";
import { openPage, pagesUnderTest } from "@/tests/support/e2e-pages";
import { findIntegration } from "@/tests/support/e2e-people";
import { expect, expectAccessible, signedOut, test } from "@/tests/support/e2e-test";

async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toContainClass(colorScheme);
    await expectAccessible(page);
  }
}

for (const under of pagesUnderTest) {
  test.describe(`the page: ${under.name}`, () => {
    if (under.isOpenToAll) test.use({ storageState: signedOut });
    if (under.isMissing) test.use({ provokedErrors: /404/ });

    test("axe finds nothing in light and dark", async ({ page, kombo }) => {
      await openPage(under, { page, kombo });
      await expectAccessibleInBothThemes(page);
    });

    test("it does not scroll sideways at any width", async ({ page, kombo, isMobile }) => {
      await openPage(under, { page, kombo });
      for (const width of isMobile ? [390] : [1440, 1024, 700]) {
        await page.setViewportSize({ width, height: 844 });
        const needed = () =>
          page.evaluate(() => Math.max(...[document.documentElement, document.body].map((part) => part.scrollWidth)));
        await expect.poll(needed, `at ${width} px`).toBeLessThanOrEqual(width);
      }
    });
  });
}

test("axe finds nothing in the open dialog of a full fetch, in light and dark", async ({ page, kombo }) => {
  const { id } = await findIntegration(kombo, "HRIS");
  await page.goto(integrationPath(id));
  await page.getByRole("button", { name: "Force full fetch…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: /^Chosen endpoints/ })
    .click();
  await expectAccessibleInBothThemes(page);
});

test("axe finds nothing in an open filter, in light and dark", async ({ page }) => {
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "Type" }).click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
});
