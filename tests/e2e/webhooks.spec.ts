import { hireEmployee, untilQuiet } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";

test("a change at Kombo appears in the list of webhooks by itself, with its payload, its delivery and its runs", async ({
  page,
  kombo,
}) => {
  const employee = await hireEmployee({ kombo, page });
  const { integration } = employee;
  await untilQuiet(page, integration, 500);
  await page.goto("/webhooks");
  const newest = page.getByRole("table", { name: "The webhooks" }).getByRole("row").nth(1);
  const link = newest.getByRole("link", { name: "data-changed" });
  const before = await link.getAttribute("href");

  await kombo("mutate", integration.id, {
    kind: "update",
    model: "hris_employees",
    remoteId: employee.remoteId,
    fields: { weekly_hours: 31 },
  });
  await expect(link).not.toHaveAttribute("href", before ?? "");
  await expect(newest).toContainText(integration.organizationName);

  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "data-changed" })).toBeVisible();
  const payload = page.getByRole("region", { name: "Payload" });
  await expect(payload).toContainText(`"${integration.id}"`);
  await expect(payload).toContainText('"hris_employees"');
  const main = page.getByRole("main");
  await expect(main.getByRole("listitem").filter({ hasText: "First, acted" })).toContainText(/\d+ bytes/);
  const run = page.getByRole("link", { name: "Delta fetch of employees" });
  const effect = main.getByRole("listitem").filter({ has: run });
  await expect(effect).toContainText("marked, caught up");
  await expect(effect).toContainText("Succeeded");
  await expect(effect).toContainText("1 updated");

  await run.click();
  await expect(page.getByRole("heading", { level: 1, name: "Delta fetch of employees" })).toBeVisible();
  await expect(main.getByRole("link", { name: "data-changed" })).toBeVisible();
});
