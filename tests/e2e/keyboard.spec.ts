import { expect, expectAccessible, test } from "@/tests/support/e2e-test";

test("by keys alone: a person is found in the palette, lists are walked, keys explain themselves", async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, "a phone has no keys");
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Search or jump to" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // Before the page is alive it hears no key.
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await test.step("g and r lead to the runs, j, k and Enter into one of them, ] to the next", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await expect(page).toHaveURL(/\/runs$/);
    const links = page.getByRole("table", { name: "The runs" }).locator("tbody tr").getByRole("link", { name: / of / });
    await expect(links.nth(2)).toBeVisible();
    for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
    await expect(links.nth(1)).toBeFocused();
    const next = (await links.nth(2).getAttribute("href")) ?? "";
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/runs\/[\da-f-]{36}$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/fetch/i);
    await page.keyboard.press("]");
    await expect(page).toHaveURL(new RegExp(`${next}$`));
  });

  await test.step("the palette opens an integration and what can be done with it", async () => {
    await page.keyboard.press("ControlOrMeta+k");
    const palette = page.getByRole("dialog", { name: "Search or jump to" });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.type("Morgenröte");
    await expect(palette.getByRole("option", { name: /^Morgenröte Logistik/ })).toBeVisible();
    await expectAccessible(page);
    await palette.getByRole("option", { name: /^Force full fetch…/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: /^Read everything from/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("f");
    await expect(page.getByRole("dialog", { name: /^Read everything from/ })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("the question mark lists the keys, and they can be switched off", async () => {
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "What can be done with keys?" });
    await expect(help).toBeVisible();
    await expectAccessible(page);
    await help.getByRole("checkbox", { name: "Single keys on this device" }).click();
    await page.keyboard.press("Escape");
    await expect(help).toBeHidden();
    await page.keyboard.press("?");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog", { name: "Search or jump to" })).toBeVisible();
    await expect(help).toBeHidden();
  });
});
