import { readFile } from "node:fs/promises";

import { withClient } from "@/lib/local/local-database";
import { listPath } from "@/lib/paths";
import { findIntegration, hireEmployee, uniqueWord } from "@/tests/support/e2e-people";
import { expect, expectAccessible, test } from "@/tests/support/e2e-test";
import { hands } from "@/tests/support/hands";

test.skip(({ isMobile }) => isMobile, "What operations staff do at a desk; a phone has the same pages");

for (const [name, handsOf] of Object.entries(hands)) {
  test.describe(`with ${name}`, () => {
    test("a stale integration is found on the overview, healed from there, and leaves it", async ({ page, kombo }) => {
      const { press } = handsOf(page);
      const integration = await findIntegration(kombo, "ATS");
      await leaveBehind(await kombo("databaseUrl"), { integrationId: integration.id, endpoint: "/ats/tags" });
      await page.goto("/");
      const cause = page
        .getByRole("listitem")
        .filter({ hasText: "changes wait to be fetched" })
        .filter({ hasText: integration.organizationName });
      await expect(cause).toContainText("for more than 5 min");
      await press(cause.getByRole("button", { name: "Full fetch…" }));
      const dialog = page.getByRole("dialog", { name: /^Read everything from/ });
      await expect(dialog).toContainText("What will happen");
      await press(dialog.getByRole("button", { name: /^Start full fetch of \d+ endpoints/ }));
      await expect(page.getByText(/^Full fetch of \d+ endpoints started$/)).toBeVisible();
      await expect(cause).toHaveCount(0, { timeout: 30_000 });
    });

    test("a changed salary is found by the person's name and traced to its run and its webhook", async ({
      page,
      kombo,
    }) => {
      const { press, type } = handsOf(page);
      const employee = await hireEmployee({ kombo, page });
      const history = `/api${employee.path}/history`;
      const countChanges = async () => (await (await page.request.get(history)).text()).split('"seq"').length;
      const pay = async (change: { parent: string } | { remoteId: string }, pay_rate: number) => {
        const before = await countChanges();
        const kind =
          "parent" in change ? { kind: "create" as const, ...change } : { kind: "update" as const, ...change };
        const done = await kombo("mutate", employee.integration.id, {
          ...kind,
          model: "hris_employments",
          fields: { pay_rate },
        });
        await expect.poll(countChanges, { timeout: 15_000 }).toBeGreaterThan(before);
        return done;
      };
      const { remoteId } = await pay({ parent: employee.remoteId }, 51_234);
      await pay({ remoteId }, 61_234);

      await page.goto("/records");
      await type(page.getByRole("searchbox"), employee.lastName);
      await press(page.getByRole("table").getByRole("link", { name: employee.name }));
      const change = page
        .getByRole("listitem")
        .filter({ has: page.getByRole("heading", { name: "Updated" }) })
        .first();
      await expect(change).toContainText("Nested only");
      await press(change.getByRole("button", { name: "Reveal Pay rate…" }).last());
      await type(page.getByLabel("Why it has to be seen"), `Payroll asks about ${uniqueWord()}`);
      await press(page.getByRole("button", { name: "Reveal for 30 s" }));
      await expect(change).toContainText(/61[,.\u202f ]?234/);

      await press(change.getByRole("link", { name: /^delta, page \d+$/ }));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delta fetch of employees");
      await expect(page.getByRole("link", { name: employee.name })).toBeVisible();
      await press(page.getByRole("main").getByRole("link", { name: "data-changed" }).first());
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("data-changed");
      await expect(page.getByRole("region", { name: "Payload" })).toContainText(employee.integration.id);
    });

    test("webhooks that a filter chooses are counted, then replayed, and their runs are followed to the end", async ({
      page,
      kombo,
    }) => {
      const { press } = handsOf(page);
      const { integration } = await hireEmployee({ kombo, page });
      await page.goto(listPath("/webhooks", { integration: integration.id, type: "data-changed", period: "24h" }));
      await press(page.getByRole("button", { name: "Replay…" }));
      const dialog = page.getByRole("dialog", { name: /^Replay [\d,]+ webhooks?\?$/ });
      await expect(dialog).toContainText("Kombo");
      await expectAccessible(page);
      await press(dialog.getByRole("button", { name: /^Replay [\d,]+ webhooks?$/ }));
      const effect = page.getByRole("region", { name: "The replay" });
      await expect(effect).toContainText(/[\d,]+ webhooks? replayed/);
      await expect(effect).toContainText(/(\d+) of \1 runs? done\./, { timeout: 30_000 });
      await press(effect.getByRole("link", { name: "See the runs" }));
      await expect(page).toHaveURL(/\/runs\?trigger=replay/);
      await expect(page.getByRole("table", { name: "The runs" }).getByRole("row").nth(1)).toContainText("Succeeded");
    });

    test("a filtered list is saved as a file of exactly what was chosen", async ({ page, kombo }) => {
      const { press } = handsOf(page);
      const { komboId, integration, lastName } = await hireEmployee({ kombo, page });
      await page.goto(listPath("/records", { integration: integration.id, model: "hris_employees", search: lastName }));
      await press(page.getByRole("button", { name: "Export…" }));
      const dialog = page.getByRole("dialog", { name: "Export records" });
      await expect(dialog).toContainText(lastName);
      await expectAccessible(page);
      await press(dialog.getByRole("radio", { name: /^NDJSON/ }));
      const saved = page.waitForEvent("download");
      await press(dialog.getByRole("button", { name: "Export as NDJSON" }));
      const lines = (await readFile(await (await saved).path(), "utf8")).trim().split("\n");
      await expect(dialog).toContainText("Saved records.ndjson with 1 record.");
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(komboId);
      await press(dialog.getByRole("button", { name: "Close" }).last());
      await expect(dialog).toBeHidden();
    });
  });
}

/** As a deployment leaves it whose workers all stood still for a while: a change is marked and nothing fetched it. */
async function leaveBehind(
  databaseUrl: string,
  { integrationId, endpoint }: { readonly integrationId: string; readonly endpoint: string },
): Promise<void> {
  const { rowCount } = await withClient(databaseUrl, (client) =>
    client.query(
      `UPDATE endpoint_states SET wanted_seq = wanted_seq + 1, dirty_since = now() - interval '20 minutes', due_at = now() + interval '1 hour'
     WHERE endpoint = $2 AND integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1)`,
      [integrationId, endpoint],
    ),
  );
  expect(rowCount).toBe(1);
}
