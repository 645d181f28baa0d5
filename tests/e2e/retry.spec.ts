import { integrationPath, listPath } from "@/lib/paths";
import { findIntegration } from "@/tests/support/e2e-people";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";

test.skip(({ isMobile }) => isMobile, "One journey, told once");

const untilEnded = { timeout: 45_000 };

test("a failed run says what Kombo refused and by which request, and is tried again to success", async ({
  page,
  kombo,
  spoilKombo,
}) => {
  const integration = await findIntegration(kombo, "ATS");
  const refusal = { kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID" } as const;
  await spoilKombo([{ ...refusal, integrationId: integration.id, endpoint: "/ats/tags", times: 1 }]);
  await page.goto(integrationPath(integration.id));
  await page.getByRole("button", { name: "Force full fetch…" }).click();
  const fetching = page.getByRole("dialog");
  await fetching.getByRole("radio", { name: /^Chosen endpoints/ }).click();
  await fetching.getByRole("checkbox", { name: /^Tags/ }).click();
  await fetching.getByRole("button", { name: "Start full fetch of 1 endpoint" }).click();
  await expect(fetching).toBeHidden();

  await page.goto(listPath("/runs", { integration: integration.id, state: "failed" }));
  const row = page.getByRole("row").filter({ hasText: "Kombo did not accept the request" }).first();
  await row.getByRole("link", { name: "Full fetch of tags" }).click(untilEnded);

  const problem = page.getByRole("region", { name: "Kombo did not accept the request" });
  await expect(problem).toContainText("PLATFORM.INPUT_INVALID");
  await expect(problem).toContainText(/Request id\s*[\da-f]{8}-/);
  await expect(problem.getByRole("button", { name: "Copy Kombo’s request id" })).toBeVisible();
  await expectAccessible(page);
  const failedUrl = page.url();

  await page.getByRole("button", { name: "Retry…" }).click();
  const asking = page.getByRole("dialog", { name: "Try this run again?" });
  await expect(asking).toContainText(/about [\d,]+ records? in \d+ requests?|everything; how much/);
  await asking.getByRole("button", { name: "Retry run" }).click();

  await expect(page.getByRole("main").getByText("Succeeded")).toBeVisible(untilEnded);
  expect(page.url()).not.toBe(failedUrl);
  await page.getByRole("link", { name: "Retry of an earlier run" }).click();
  await expect(page).toHaveURL(failedUrl);
  await expect(page.getByRole("link", { name: "Tried again: succeeded" })).toBeVisible();
});
