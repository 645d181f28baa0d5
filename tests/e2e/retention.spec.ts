import { expect, expectAccessible, test } from "@/tests/support/e2e-test";

test.skip(({ isMobile }) => isMobile, "It is the same on a phone");
// A time that is too short is refused.
test.use({ provokedErrors: /400/ });

test("an administrator reads what a shorter time would remove before it is set, and the audit log tells who set it", async ({
  page,
}) => {
  await page.goto("/settings/retention");
  await expect(page.getByText("Webhooks: 90 days")).toBeVisible();
  await page.getByRole("button", { name: "Change how long webhooks are kept…" }).click();
  const dialog = page.getByRole("dialog", { name: "Webhooks: how long?" });
  await expect(dialog.getByText("nothing until it is changed")).toBeVisible();

  await dialog.getByLabel("Days").fill("7");
  await expect(dialog.getByText("days: at least 30", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Keep it so long" })).toBeDisabled();
  await dialog.getByLabel("Days").fill("soon");
  await expect(dialog.getByText("Days: a whole number from 1 to 3,650.")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }

  await dialog.getByRole("button", { name: "180 days" }).click();
  await expect(dialog.getByText("nothing", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Keep it so long" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Webhooks: 180 days")).toBeVisible();

  await page.goto("/settings/audit");
  const row = page.getByRole("row").filter({ hasText: "Changed how long history is kept" });
  await expect(row.first()).toContainText("90");
  await expect(row.first()).toContainText("180");
});
