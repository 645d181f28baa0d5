import type { Page } from "@playwright/test";

import type { DemoSecrets } from "@/lib/local/demo-environment";
import { uniqueWord } from "@/tests/support/e2e-people";
import { expect, signedOut, test } from "@/tests/support/e2e-test";

test.use({ storageState: signedOut });

async function fillIn(page: Page, { adminEmail, adminPassword }: Pick<DemoSecrets, "adminEmail" | "adminPassword">) {
  await page.getByLabel("E-mail").fill(adminEmail);
  await page.getByLabel("Password", { exact: true }).fill(adminPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
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
  // A button that is pressed before the page is alive does nothing.
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: isMobile ? /theme and sign-out/ : /^\S*\s*Demo/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test.describe("single sign-on", () => {
  test("brings somebody new in, to the page that was wanted, as a viewer", async ({ page, kombo }) => {
    const word = uniqueWord();
    await kombo("singleSignOnAs", {
      sub: word,
      email: `${word}@corporate.example`,
      email_verified: true,
      name: `${word} Adeyemi`,
    });
    await page.goto("/runs");
    await page.getByRole("button", { name: "Continue with Corporate sign-in" }).click();
    await expect(page).toHaveURL(/\/runs$/);
    await page.goto("/settings/account");
    await expect(page.getByText("You come in by Corporate sign-in and have no password here.")).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: "Viewer" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Your sign-ins" })).toContainText("Signed in");
  });

  test("takes over nobody whose e-mail it does not vouch for, and the page says why", async ({
    page,
    kombo,
    environment,
  }) => {
    await kombo("singleSignOnAs", { sub: "mallory", email: environment.secrets.adminEmail, email_verified: false });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Corporate sign-in" }).click();
    await expect(page).toHaveURL(/\/sign-in\?error=email_not_verified/);
    await expect(page.getByText(/Corporate sign-in does not vouch that the e-mail is yours/)).toBeVisible();
  });
});
