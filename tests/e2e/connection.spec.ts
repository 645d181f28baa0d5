import { testEventType } from "@/lib/kombo/events";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";

test("whoever sets up checks the key, sends a signed test event, and finds it stored", async ({ page, isMobile }) => {
  test.skip(isMobile, "The page itself is opened in both sizes with every other one");
  await page.goto("/settings");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Connection" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Connection" })).toBeVisible();
  await expect(page.getByText("/api/webhooks/kombo")).toBeVisible();
  // The simulator runs on this machine too, so its address is no problem.
  await expect(page.getByText(/^Kombo cannot reach/)).toHaveCount(0);

  await page.getByRole("button", { name: "Check the key now" }).click();
  await expect(page.getByText(/^Kombo takes the key/)).toBeVisible();

  await page.getByRole("button", { name: "Send a signed test event" }).click();
  await expect(page.getByText(/^Verified and stored/)).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.getByRole("link", { name: "Open the test event" }).click();
  await expect(page.getByRole("heading", { level: 1, name: testEventType })).toBeVisible();
});
