import { uniqueWord } from "@/tests/support/e2e-people";
import { expect, expectAccessible, signedOut, test } from "@/tests/support/e2e-test";
import { createToken, ownOrigin } from "@/tests/support/e2e-tokens";

const reading = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

test("an administrator creates a token, sees it once, and revokes it; it works exactly as long", async ({
  page,
  playwright,
  environment,
}) => {
  const name = `export ${uniqueWord()}`;
  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "Create token…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("radio", { name: /^None/ }).click();
  await expect(dialog.getByText("no names, no contact data", { exact: false })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByRole("heading", { name: `The token ${name}` })).toBeVisible();
  await expectAccessible(page);
  const token = (await dialog.getByRole("region", { name: "The token", exact: true }).textContent()) ?? "";
  expect(token).toMatch(/^km_[A-Za-z0-9_-]{49}$/);

  const program = await playwright.request.newContext({ baseURL: environment.appUrl, storageState: signedOut });
  const read = () => program.get("/api/v1/records?model=hris_employees&limit=1", reading(token));
  expect(await (await read()).json()).toMatchObject({ rows: [{ data: { last_name: { masked: "personal" } } }] });

  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByText(name)).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);

  await page.getByRole("button", { name: `Revoke ${name}…` }).click();
  await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) }).getByText("Revoked")).toBeVisible();
  const refused = await read();
  expect(refused.status()).toBe(401);
  expect(await refused.json()).toMatchObject({ title: expect.any(String), detail: expect.stringMatching(/revoked/) });
  await program.dispose();
});

test("without a token the page says what one is for", async ({ page }) => {
  await page.route("**/api/tokens", (route) => route.fulfill({ json: { rows: [] } }));
  await page.goto("/settings/tokens");
  await expect(page.getByRole("heading", { name: "No program has a token" })).toBeVisible();
  await expectAccessible(page);
});

test.describe("what a token may", () => {
  test.skip(({ isMobile }) => isMobile, "No page is opened: one viewport is enough");

  test("operate commands as an operator does, with no session and from any origin; read does not; none administers", async ({
    page,
    playwright,
    environment,
    kombo,
  }) => {
    const program = await playwright.request.newContext({ baseURL: environment.appUrl, storageState: signedOut });
    const [operating, readOnly] = [
      await createToken(page, { scope: "operate" }),
      await createToken(page, { scope: "read" }),
    ];
    const [integration] = await kombo("integrations");
    const path = `/api/integrations/${encodeURIComponent(integration?.id ?? "")}/full-fetch`;
    const command = (token: string) =>
      program.post(path, {
        data: { endpoints: ["/hris/groups"], dryRun: true },
        headers: { authorization: `Bearer ${token}`, origin: "https://elsewhere.example" },
      });
    expect((await command(readOnly.token)).status()).toBe(403);
    const accepted = await command(operating.token);
    expect(accepted.status(), await accepted.text()).toBe(202);
    const { runs } = await accepted.json();
    const run = await (await page.request.get(`/api/runs/${runs[0].id}`)).json();
    expect(run.requestedBy).toBe(`token ${operating.name}`);
    expect((await program.get("/api/tokens", reading(operating.token))).status()).toBe(401);
    expect((await program.get("/api/runs", reading(operating.token))).status()).toBe(401);
    // The session's cookie does not help a request that brings a token which is not good.
    const spoiled = await page.request.post(path, {
      data: {},
      headers: { authorization: "Bearer km_x", ...ownOrigin() },
    });
    expect(spoiled.status()).toBe(401);
    await program.dispose();
  });
});
