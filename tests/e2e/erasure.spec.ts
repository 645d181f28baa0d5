import { findIntegration, hireEmployee } from "@/tests/support/e2e-people";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";

test("a person is erased on request, stays away while Kombo still sends them, and comes back when that is lifted", async ({
  page,
  kombo,
}) => {
  // Lifting waits for full fetches, which stand behind whatever other tests have made due.
  test.slow();
  const person = await hireEmployee({ page, kombo });
  await page.goto(person.path);
  await expect(page.getByRole("heading", { level: 1, name: person.name })).toBeVisible();
  const openMenu = () => page.getByRole("button", { name: "More to do with this record" }).click();

  await openMenu();
  await page.getByRole("menuitem", { name: "Erase this record" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase this record?" });
  await expect(dialog.getByText("nothing belongs to it")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Why, for the audit log and the page of the record").fill("Request under article 17");
  await dialog.getByRole("button", { name: "Erase the record" }).click();
  await expect(page.getByText(/Erased on request by .*: Request under article 17\./)).toBeVisible();
  await expect(page.getByText(person.email)).toHaveCount(0);
  await expectAccessible(page);

  await page.goto("/settings/erasures");
  const listed = page.getByRole("row").filter({ has: page.locator(`a[href="${person.path}"]`) });
  await expect(listed.getByText("Request under article 17")).toBeVisible();
  await listed.getByRole("link", { name: "Employee" }).click();

  const integration = await findIntegration(kombo, "HRIS");
  await kombo("mutate", integration.id, {
    kind: "update",
    model: "hris_employees",
    remoteId: person.remoteId,
    fields: { job_title: "Sent again" },
  });
  const search = `/api/records?search=${person.firstName}`;
  const found = async () => JSON.stringify(await (await page.request.get(search)).json());
  await expect.poll(found).not.toContain(person.komboId);

  await openMenu();
  await page.getByRole("menuitem", { name: "Lift the erasure" }).click();
  const lift = page.getByRole("dialog", { name: "Lift the erasure?" });
  await lift.getByLabel("Why, for the audit log").fill("It was the wrong person");
  await lift.getByRole("button", { name: "Lift the erasure" }).click();
  await expect(page.getByRole("heading", { level: 1, name: person.name })).toBeVisible({ timeout: 90_000 });
  await page.goto("/settings/audit?search=" + person.komboId);
  await expect(page.getByText("Lifted an erasure")).toBeVisible();
  await expect(page.getByText("Erased a record")).toBeVisible();
});
