import type { Page } from "@playwright/test";

import { expect, expectAccessible, test } from "@/tests/support/e2e-test";

test.use({ provokedErrors: /status of (403|503)/ });

test("what could not be loaded says why, what goes on all the same, and is there again when it is asked for again", async ({
  page,
}) => {
  await refuseRuns(page, { status: 503, code: "database_unavailable", message: "The database did not answer." });
  await page.goto("/runs");
  const alert = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(alert).toContainText("The database did not answer.");
  await expect(alert).toContainText("req 00000000-0000-4000-8000-000000000000");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.unrouteAll();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(alert).toBeHidden();
  await expect(page.getByRole("link", { name: /employees/ }).first()).toBeVisible();
});

test("who may not look is told so, and not offered to be told again", async ({ page }) => {
  await refuseRuns(page, { status: 403, code: "forbidden", message: "This is for administrators. Ask one of them." });
  await page.goto("/runs");
  const alert = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(alert).toContainText("Ask one of them.");
  await expect(alert.getByRole("button", { name: "Try again" })).toBeHidden();
});

async function refuseRuns(page: Page, { status, ...error }: { status: number; code: string; message: string }) {
  await page.route(
    ({ pathname }) => pathname === "/api/runs",
    (route) =>
      route.fulfill({ status, json: { error: { ...error, requestId: "00000000-0000-4000-8000-000000000000" } } }),
  );
}
