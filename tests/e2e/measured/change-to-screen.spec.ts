import type { Page } from "@playwright/test";

import { openEmployed, uniqueWord } from "@/tests/support/e2e-people";
import { expect, test } from "@/tests/support/e2e-test";

/** When the text was painted first, seen by the page itself: the waits of a locator grow up to a second. */
async function untilShown(page: Page, text: string): Promise<number> {
  const shown = await page.waitForFunction((wanted) => document.body.textContent.includes(wanted) && Date.now(), text, {
    polling: "raf",
  });
  return Number(await shown.jsonValue());
}

test("from a change at Kombo to the changed record on the screen it takes less than 3 seconds", async ({
  page,
  kombo,
}, testInfo) => {
  const { employee, remoteId } = await openEmployed(page, kombo);
  const newTitle = `Keeper of ${uniqueWord()}`;
  const shown = untilShown(page, newTitle);
  const changedAt = Date.now();
  await kombo("mutate", employee.integration.id, {
    kind: "update",
    model: "hris_employments",
    remoteId,
    fields: { job_title: newTitle },
  });
  const tookMs = (await shown) - changedAt;
  testInfo.annotations.push({ type: "from change to screen", description: `${tookMs} ms` });
  expect(tookMs).toBeLessThan(3_000);
});
