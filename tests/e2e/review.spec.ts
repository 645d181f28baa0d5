import { z } from "zod";

import { integrationPath, runPath } from "@/lib/paths";
import { findIntegration } from "@/tests/support/e2e-people";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";
import { hands } from "@/tests/support/hands";

for (const [name, handsOf] of Object.entries(hands)) {
  test(`I9: a full fetch that misses too many records is held, shows what they are, and a person keeps them, with ${name}`, async ({
    page,
    kombo,
    spoilKombo,
    environment,
    isMobile,
  }, { outputDir }) => {
    test.skip(isMobile && name === "keys alone", "a phone has no keys");
    const { press } = handsOf(page);
    const integration = await findIntegration(kombo, "HRIS");
    await spoilKombo([{ kind: "empty-page", endpoint: "/hris/employees", integrationId: integration.id, times: 1 }]);
    await page.goto(integrationPath(integration.id));
    const answer = await page.request.post(`/api/integrations/${encodeURIComponent(integration.id)}/full-fetch`, {
      data: { endpoints: ["/hris/employees"] },
      headers: { origin: environment.appUrl },
    });
    expect(answer.status()).toBe(202);
    const [run] = z.object({ runs: z.array(z.object({ id: z.string() })) }).parse(await answer.json()).runs;
    await page.goto(runPath(run?.id ?? ""));

    await expect(page.getByRole("heading", { name: "Held for review" })).toBeVisible({ timeout: 40_000 });
    await expect(page.getByRole("main")).toContainText(/live records of employees were not in it/);
    await expect(page.getByRole("heading", { name: "What they have in common" })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toContainClass(colorScheme);
      await expectAccessible(page);
      await page.screenshot({
        path: `${outputDir}/review-${colorScheme}${isMobile ? "-phone" : ""}.png`,
        fullPage: true,
      });
    }

    await press(page.getByRole("button", { name: "Keep them…" }));
    const dialog = page.getByRole("dialog", { name: /^Keep \d+ records\?$/ });
    await expectAccessible(page);
    await press(dialog.getByRole("button", { name: "Keep them" }));
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Succeeded").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Held for review" })).toBeHidden();
  });
}
