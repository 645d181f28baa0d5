import type { Page } from "@playwright/test";

import type { DemoSecrets } from "@/lib/local/demo-environment";
import { expect, signedOut, test } from "@/tests/support/e2e-test";

test.use({ storageState: signedOut });

async function fillIn(page: Page, { adminEmail, adminPassword }: Pick<DemoSecrets, "adminEmail" | "adminPassword">) {
  await page.getByLabel("E-mail").fill(adminEmail);
  await page.getByLabel("Password", { exact: true }).fill(adminPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("who is signed out is asked to sign in, and then sees the page that was wanted", async ({ page, environment }) => {
  await page.goto("/runs");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fruns$/);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await fillIn(page, environment.secrets);
  await expect(page).toHaveURL(/\/runs$/);
  await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
});

test("the filters of the wanted list survive the sign-in", async ({ page, environment }) => {
  await page.goto("/records?search=some-name");
  await fillIn(page, environment.secrets);
  await expect(page).toHaveURL(/\/records\?search=some-name$/);
});

test.describe("with a wrong password", () => {
  test.use({ provokedErrors: /401/ });

  test("nobody gets in, and the page says why in words", async ({ page, environment }) => {
    await page.goto("/sign-in");
    await fillIn(page, { ...environment.secrets, adminPassword: "not the right password" });
    await expect(page.getByText("E-mail and password do not match an account.")).toBeVisible();
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test("the right password opens the overview, and signing out closes it", async ({ page, environment, isMobile }) => {
  await page.goto("/sign-in");
  await fillIn(page, environment.secrets);
  await expect(page).toHaveURL(`${environment.appUrl}/`);
  await expect(page.getByRole("heading", { level: 2, name: "Freshness" })).toBeVisible();

  await page.getByRole("button", { name: isMobile ? /theme and sign-out/ : /^\S*\s*Demo/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});
