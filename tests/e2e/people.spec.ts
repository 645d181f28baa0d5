import type { Browser, Page } from "@playwright/test";

import { linkAnswerSchema } from "@/lib/auth/schema/people";
import { uniqueWord } from "@/tests/support/e2e-people";
import { expect, signedOut, test } from "@/tests/support/e2e-test";

const password = "plum orbit kettle seven";

/** Another browser: somebody else. */
async function openElsewhere(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ storageState: signedOut, baseURL });
  return context.newPage();
}

async function invite(page: Page, role: "Viewer" | "Operator"): Promise<{ name: string; email: string; url: string }> {
  const name = `${uniqueWord()} Okafor`;
  const email = `${name.split(" ")[0]?.toLowerCase()}@joined.example`;
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Invite…" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody?" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("radio", { name: role }).click();
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  const url = await page
    .getByRole("dialog", { name: "Hand over this link" })
    .getByLabel("Link", { exact: true })
    .inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  return { name, email, url };
}

async function join(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Freshness" })).toBeVisible();
}

async function command(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("an administrator invites a viewer, makes them operator and disables them: each is in force at once", async ({
  page,
  browser,
  environment,
}) => {
  const person = await invite(page, "Viewer");
  const row = page.getByRole("row").filter({ hasText: person.email });
  await expect(row).toContainText("Invited");

  const theirs = await openElsewhere(browser, environment.appUrl);
  await join(theirs, person.url);
  await expect(row).toContainText("Active");

  await test.step("the viewer sees no command and no page about people", async () => {
    await expect(theirs.getByRole("button", { name: /full fetch/i })).toHaveCount(0);
    await theirs.goto("/settings");
    await expect(theirs.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
    await expect(theirs.getByRole("link", { name: "People" })).toHaveCount(0);
    expect((await theirs.goto("/settings/people"))?.status()).toBe(404);
    expect((await theirs.request.get("/api/people")).status()).toBe(403);
  });

  await test.step("the link works once", async () => {
    const other = await openElsewhere(browser, environment.appUrl);
    await other.goto(person.url);
    await expect(other.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
    await other.context().close();
  });

  await test.step("as operator the same session has commands", async () => {
    await command(page, person.name, "Change role…");
    await page.getByRole("dialog").getByRole("radio", { name: "Operator" }).click();
    await page.getByRole("button", { name: "Make operator" }).click();
    await expect(row).toContainText("Operator");
    await theirs.goto("/");
    await expect(theirs.getByRole("button", { name: /full fetch/i }).first()).toBeVisible();
  });

  await test.step("disabled, they are out at once and cannot come back", async () => {
    await command(page, person.name, "Disable…");
    const dialog = page.getByRole("dialog", { name: `Disable ${person.name}?` });
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await expect(dialog).toContainText("1 session ends at once");
    await dialog.getByRole("button", { name: "Disable" }).click();
    await expect(row).toContainText("Disabled");
    expect((await theirs.request.get("/api/account")).status()).toBe(401);
    // The page they look at notices by itself.
    await expect(theirs).toHaveURL(/\/sign-in\?next=%2F&over=1$/);
    await expect(theirs.getByText("Your session is over. Sign in to go on where you were.")).toBeVisible();
    await theirs.goto("/runs");
    await expect(theirs).toHaveURL(/\/sign-in\?next=%2Fruns$/);
    await theirs.getByLabel("E-mail").fill(person.email);
    await theirs.getByLabel("Password", { exact: true }).fill(password);
    await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(theirs.getByText("This account is disabled.")).toBeVisible();
  });
  await theirs.context().close();
});

test("wrong passwords lock the e-mail whatever addresses they pretend to come from, and an administrator unlocks it", async ({
  isMobile,
  page,
  browser,
  environment,
}) => {
  test.skip(isMobile, "Its pages are opened in both sizes by the others");
  const person = await invite(page, "Viewer");
  const theirs = await openElsewhere(browser, environment.appUrl);
  await join(theirs, person.url);
  const stranger = await openElsewhere(browser, environment.appUrl);
  for (let time = 0; time < 5; time++) {
    const response = await stranger.request.post("/api/auth/sign-in/email", {
      headers: { origin: environment.appUrl, "x-forwarded-for": `203.0.113.${time}` },
      data: { email: person.email, password: `guess number ${time}` },
    });
    expect(response.status()).toBe(401);
  }
  await stranger.goto("/sign-in");
  await stranger.getByLabel("E-mail").fill(person.email);
  await stranger.getByLabel("Password", { exact: true }).fill(password);
  const answer = stranger.waitForResponse(/sign-in\/email/);
  await stranger.getByRole("button", { name: "Sign in", exact: true }).click();
  expect((await answer).status()).toBe(429);
  expect(Number((await answer).headers()["retry-after"])).toBeGreaterThan(800);
  await expect(stranger.getByText("Too many wrong attempts. Try again in 15 min")).toBeVisible();
  await test.step("the browser in which the person joined lets them in all the same", async () => {
    await theirs.context().clearCookies({ name: /session_token/ });
    await theirs.goto("/sign-in");
    await theirs.getByLabel("E-mail").fill(person.email);
    await theirs.getByLabel("Password", { exact: true }).fill(password);
    await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(theirs.getByRole("heading", { level: 2, name: "Freshness" })).toBeVisible();
  });

  const row = page.getByRole("row").filter({ hasText: person.email });
  await expect(row).toContainText("Locked");
  await command(page, person.name, "Unlock…");
  await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
  await expect(row).toContainText("Active");
  await stranger.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(stranger.getByRole("heading", { level: 2, name: "Freshness" })).toBeVisible();

  await test.step("the history tells it, with the address of the connection and not the pretended one", async () => {
    await stranger.goto("/settings/account");
    const history = stranger.getByRole("table", { name: "Your sign-ins" });
    await expect(history.getByText("Wrong password")).toHaveCount(5);
    await expect(history.getByText("Refused, locked")).toHaveCount(1);
    await expect(history).not.toContainText("203.0.113");
    await expect(history.getByText("127.0.0.1").first()).toBeVisible();
  });
  await stranger.context().close();
  await theirs.context().close();
});

test("a person renames themselves, changes the password and ends other sessions", async ({
  page,
  browser,
  environment,
  isMobile,
}) => {
  const person = await invite(page, "Viewer");
  const [first, second] = await Promise.all([
    openElsewhere(browser, environment.appUrl),
    openElsewhere(browser, environment.appUrl),
  ]);
  await join(first, person.url);
  await second.goto("/sign-in?next=/settings/account");
  await second.getByLabel("E-mail").fill(person.email);
  await second.getByLabel("Password", { exact: true }).fill(password);
  await second.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(second.getByRole("button", { name: /^End the session/ })).toHaveCount(1);

  await second.getByRole("button", { name: "Change name" }).click();
  await second.getByLabel("Name").fill("Renamed Person");
  await second.getByRole("button", { name: "Save name" }).click();
  if (!isMobile) await expect(second.getByRole("button", { name: /Renamed Person/ })).toBeVisible();

  await second.getByRole("button", { name: "Change password" }).click();
  await second.getByLabel("Present password", { exact: true }).fill(password);
  await second.getByLabel("New password", { exact: true }).fill("qwerty123456");
  await second.getByRole("button", { name: "Change password" }).click();
  await expect(second.getByText("New password: it is one of those that are tried first.")).toBeVisible();
  await second.getByLabel("New password", { exact: true }).fill("another good long one");
  await second.getByRole("button", { name: "Change password" }).click();
  await expect(second.getByText("Your password is changed. 1 other session ended.")).toBeVisible();
  expect((await first.request.get("/api/account")).status()).toBe(401);

  await second.getByRole("button", { name: "Sign out everywhere…" }).click();
  await second.getByRole("button", { name: "End 1 session" }).click();
  await expect(second).toHaveURL(/\/sign-in$/);
  await Promise.all([first.context().close(), second.context().close()]);
});

test.describe("refused", () => {
  test.use({ provokedErrors: /409/ });

  test("the last administrator cannot be disabled, and the dialog says why", async ({ page, environment }) => {
    const refused = page.waitForResponse((response) => response.url().endsWith("/disable"));
    await page.goto("/settings/people");
    const { adminEmail } = environment.secrets;
    const row = page.getByRole("row").filter({ hasText: adminEmail });
    await row.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Disable…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
    expect((await refused).status()).toBe(409);
    await expect(page.getByText(/is the last administrator who can sign in/)).toBeVisible();
  });
});

test("an administrator's link for a new password ends the session and sets the new one", async ({
  isMobile,
  page,
  browser,
  environment,
}) => {
  test.skip(isMobile, "Its pages are opened in both sizes by the others");
  const person = await invite(page, "Viewer");
  const theirs = await openElsewhere(browser, environment.appUrl);
  await join(theirs, person.url);
  await expect(page.getByRole("row").filter({ hasText: person.email })).toContainText("Active");
  await command(page, person.name, "Reset password…");
  const answer = page.waitForResponse((response) => response.url().endsWith("/reset-password"));
  await page.getByRole("dialog").getByRole("button", { name: "Reset password" }).click();
  const { url } = linkAnswerSchema.parse(await (await answer).json());
  expect((await theirs.request.get("/api/account")).status()).toBe(401);
  // Their page notices by itself.
  await expect(theirs).toHaveURL(/\/sign-in/);
  await theirs.goto(url);
  await theirs.getByLabel("New password", { exact: true }).fill("another good long one");
  await theirs.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(theirs.getByRole("heading", { level: 2, name: "Freshness" })).toBeVisible();
  await theirs.context().close();
});
