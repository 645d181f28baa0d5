import { hireEmployee, uniqueWord, untilQuiet } from "@/tests/support/e2e-people";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";
import { enterAs } from "@/tests/support/enter-as";

test.skip(({ isMobile }) => isMobile, "The journey is one; its pages are looked at on the phone as well");

test("a changed salary is fetched again by hand, stands beside what it was, and has no value for a viewer", async ({
  page,
  kombo,
  context,
  environment,
}) => {
  const employee = await hireEmployee({ kombo, page });
  const [before, after] = [`Keeper of ${uniqueWord()}`, `Keeper of ${uniqueWord()}`];
  const { remoteId } = await kombo("mutate", employee.integration.id, {
    kind: "create",
    model: "hris_employments",
    parent: employee.remoteId,
    fields: { job_title: before, pay_rate: 4_711_001 },
  });
  await page.goto(employee.path);
  await expect(page.getByRole("table", { name: "Employments" })).toContainText(before);
  await untilQuiet(page, employee.integration, 500);
  const update = { kind: "update", model: "hris_employments", remoteId } as const;
  const fields = { job_title: after, pay_rate: 4_711_002 };
  await kombo("mutate", employee.integration.id, { ...update, fields }, { silent: true });

  await test.step("by keyboard: Kombo is asked for the record, and what came of it is said", async () => {
    await page.getByRole("button", { name: "Fetch again…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Fetch this record again now?" });
    await expect(dialog.getByText("1 request, after what its endpoint fetches now")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Fetch it again" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^Changed: .*\. The difference is in its history\.$/)).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
    await expect(page.getByRole("dialog").getByRole("link", { name: "See the run" })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("an administrator sees both versions, and that the pay differs", async () => {
    await page.getByRole("radio", { name: "Compare" }).click();
    const differing = page.getByRole("table", { name: "Employments, what differs" });
    await expect(differing.getByRole("row", { name: "Job title" })).toContainText(before);
    await expect(differing.getByRole("row", { name: "Job title" })).toContainText(after);
    await expect(differing.getByRole("row", { name: "Pay rate" })).toContainText("hidden");
    await page.getByLabel("To", { exact: true }).selectOption({ index: 1 });
    await expect(page).toHaveURL(({ searchParams }) => searchParams.has("to"));
    await expect(page.getByRole("row", { name: "Job title" })).toContainText(after);
    await expectAccessible(page);
  });

  await test.step("a viewer with the same link sees that the pay differs, and neither value", async () => {
    const link = page.url();
    await enterAs("viewer", context, environment);
    const answer = page.waitForResponse((response) => response.url().includes("/compare?"));
    await page.goto(link);
    await expect(page.getByRole("row", { name: "Pay rate" })).toContainText("hidden");
    const text = await (await answer).text();
    for (const hidden of ["4711001", "4711002", employee.firstName, employee.email]) expect(text).not.toContain(hidden);
    await expect(page.getByRole("button", { name: "Fetch again…" })).toHaveCount(0);
  });
});
