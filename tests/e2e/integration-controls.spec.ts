import type { Page, Route } from "@playwright/test";

import { integrationPath, integrationTabPath } from "@/lib/paths";
import { findIntegration } from "@/tests/support/e2e-people";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";

async function chooseAction(page: Page, endpoint: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${endpoint}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("a rewind is previewed in numbers, done, fetches again, and the timeline tells who did it", async ({
  page,
  kombo,
}) => {
  const { id } = await findIntegration(kombo, "LMS");
  await page.goto(integrationPath(id));
  await chooseAction(page, "Courses", "Rewind the watermark…");
  const dialog = page.getByRole("dialog", { name: "Rewind the watermark of courses?" });
  await dialog.getByRole("button", { name: "24 h back" }).click();
  await expect(dialog).toContainText(/about [\d,]+ records? that changed since|no record we know of/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "7 d back" }).click();
  await dialog.getByRole("button", { name: /^Rewind and / }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/watermark of courses is rewound/)).toBeVisible();

  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("radio", { name: "People" }).click();
  await expect(page).toHaveURL(/kind=deed/);
  const line = page.getByRole("listitem").filter({ hasText: "rewound a watermark" }).first();
  await expect(line).toContainText("Demo");
  await expect(line).toContainText("/lms/courses");
});

test("fetching is paused and resumed from the page, each after it said what stops and what is kept", async ({
  page,
  kombo,
}) => {
  const { id, organizationName } = await findIntegration(kombo, "ATS");
  await page.goto(integrationTabPath(id, "settings"));
  await page.getByRole("main").getByRole("button", { name: "Pause…" }).last().click();
  const pause = page.getByRole("dialog", { name: `Pause fetching for ${organizationName}?` });
  await expect(pause).toContainText("webhooks are received and stored");
  await expectAccessible(page);
  await pause.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(pause).toBeHidden();
  await expect(page.getByText("Fetching is paused")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Resume…" }).last().click();
  const resume = page.getByRole("dialog", { name: `Resume fetching for ${organizationName}?` });
  await resume.getByRole("button", { name: /^Resume/ }).click();
  await expect(page.getByText("Fetching is on")).toBeVisible();
});

test.describe("a server that does not answer yet", () => {
  test.use({ provokedErrors: /503/ });

  test("a pause and a new strategy are shown before it does, and taken back with its words when it refuses", async ({
    page,
    kombo,
    isMobile,
  }) => {
    test.skip(isMobile, "The same dialogs are opened there by the others");
    const { id, organizationName } = await findIntegration(kombo, "ATS");
    const main = page.getByRole("main");
    const error = { code: "unavailable", message: "The database is being restarted." };
    const held: Route[] = [];
    await page.route(/\/(pause|settings)$/, (route) =>
      route.request().method() === "POST" ? void held.push(route) : route.fallback(),
    );
    const untilHeld = async () => {
      await expect.poll(() => held.length).toBe(1);
      return held.splice(0);
    };

    await page.goto(integrationTabPath(id, "settings"));
    await main.getByRole("button", { name: "Pause…" }).last().click();
    await page.getByRole("dialog").getByRole("button", { name: "Pause", exact: true }).click();
    await expect(page.getByText("Fetching is paused")).toBeVisible();
    await expect(page.getByText(`${organizationName} is paused.`)).toBeHidden();
    for (const route of await untilHeld()) await route.fulfill({ status: 503, json: { error } });
    await expect(page.getByText("Nothing was paused. The database is being restarted.")).toBeVisible();
    await expect(page.getByText("Fetching is on")).toBeVisible();

    await main.getByRole("button", { name: "Change how webhooks act…" }).click();
    await page
      .getByRole("dialog")
      .getByRole("radio", { name: /^Simplified/ })
      .click();
    await page.getByRole("button", { name: "Use “Simplified”" }).click();
    await expect(page.getByText("Webhooks act by “Simplified”", { exact: true })).toBeVisible();
    for (const route of await untilHeld()) await route.continue();
    await expect(page.getByText("Webhooks act by “Simplified” now.")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Webhooks act by “Changed models”", { exact: true })).toBeVisible();
    for (const route of await untilHeld()) await route.continue();
    await expect(page.getByText("It is as it was.")).toBeVisible();
  });
});

test("Kombo is asked to sync, and a reconnection link is shown once", async ({ page, kombo }) => {
  const { id } = await findIntegration(kombo, "LMS");
  await page.goto(integrationTabPath(id, "settings"));
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Ask .+ to sync…$/ })
    .last()
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Ask to sync/ })
    .click();
  await expect(page.getByText(/^Kombo (syncs|was syncing) /)).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Reconnection link…" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "German" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make the link" }).click();
  const shown = page.getByRole("dialog", { name: /^Send this link to / });
  await expect(shown.getByRole("textbox", { name: "Link" })).toHaveValue(/^https:\/\//);
  await expect(shown.getByRole("textbox", { name: "Link" })).toBeFocused();
  await expectAccessible(page);
});
