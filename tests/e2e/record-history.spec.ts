import { openEmployed, uniqueWord } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";

test("a change inside a nested object stands in the record's history, before and after, and is called that", async ({
  page,
  kombo,
}) => {
  const { employee, remoteId, title } = await openEmployed(page, kombo);
  const newTitle = `Keeper of ${uniqueWord()}`;
  await kombo("mutate", employee.integration.id, {
    kind: "update",
    model: "hris_employments",
    remoteId,
    fields: { job_title: newTitle },
  });

  const change = page.getByRole("listitem").filter({ has: page.getByRole("insertion").filter({ hasText: newTitle }) });
  const difference = change.getByRole("definition").filter({ hasText: newTitle });
  await expect(difference.getByRole("deletion")).toHaveText(title);
  await expect(difference.getByRole("insertion")).toHaveText(newTitle);
  await expect(change.getByRole("heading", { name: "Updated" })).toBeVisible();
  await expect(change).toContainText("Nested only");
  await expect(change).toContainText("The record itself did not change. Something inside its employments did");
  await change.getByRole("link", { name: "data-changed" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "data-changed" })).toBeVisible();
});
