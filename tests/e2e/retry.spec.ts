import { integrationPath, listPath } from "@/lib/paths";
import { findIntegration } from "@/tests/support/e2e-people";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";
import { hands } from "@/tests/support/hands";

test.skip(({ isMobile }) => isMobile, "One journey, told once");

const untilEnded = { timeout: 45_000 };

for (const [name, handsOf] of Object.entries(hands)) {
  test(`a failed run says what Kombo refused and by which request, and is tried again to success, with ${name}`, async ({
    page,
    kombo,
    spoilKombo,
  }) => {
    const { press } = handsOf(page);
    const integration = await findIntegration(kombo, "ATS");
    const refusal = { kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID" } as const;
    await spoilKombo([{ ...refusal, integrationId: integration.id, endpoint: "/ats/tags", times: 1 }]);
    const failed = listPath("/runs", { integration: integration.id, state: "failed" });
    const countFailed = async () => (await (await page.request.get(`/api${failed}`)).text()).split('"failed"').length;
    const before = await countFailed();
    await page.goto(integrationPath(integration.id));
    await press(page.getByRole("button", { name: "Force full fetch…" }));
    const fetching = page.getByRole("dialog");
    await press(fetching.getByRole("radio", { name: /^Chosen endpoints/ }));
    await press(fetching.getByRole("checkbox", { name: /^Tags/ }));
    await press(fetching.getByRole("button", { name: "Start full fetch of 1 endpoint" }));
    await expect(fetching).toBeHidden();

    await expect.poll(countFailed, untilEnded).toBeGreaterThan(before);
    await page.goto(failed);
    const row = page.getByRole("row").filter({ hasText: "Kombo did not accept the request" }).first();
    await press(row.getByRole("link", { name: "Full fetch of tags" }));

    const problem = page.getByRole("region", { name: "Kombo did not accept the request" });
    await expect(problem).toContainText("PLATFORM.INPUT_INVALID");
    await expect(problem).toContainText(/Request id\s*[\da-f]{8}-/);
    await expect(problem.getByRole("button", { name: "Copy Kombo’s request id" })).toBeVisible();
    await expectAccessible(page);
    const failedUrl = page.url();

    await press(page.getByRole("button", { name: "Retry…" }));
    const asking = page.getByRole("dialog", { name: "Try this run again?" });
    await expect(asking).toContainText(/about [\d,]+ records? in \d+ requests?|everything; how much/);
    await press(asking.getByRole("button", { name: "Retry run" }));

    await expect(page.getByRole("main").getByText("Succeeded")).toBeVisible(untilEnded);
    expect(page.url()).not.toBe(failedUrl);
    await press(page.getByRole("link", { name: "Retry of an earlier run" }));
    await expect(page).toHaveURL(failedUrl);
    await expect(page.getByRole("link", { name: "Tried again: succeeded" })).toBeVisible();
  });
}
