import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { acceptLink } from "@/lib/auth/people/accept-link";
import { disablePerson } from "@/lib/auth/people/disable-person";
import { invitePerson } from "@/lib/auth/people/invite-person";
import { createCleanup } from "@/lib/local/cleanup";
import { commands } from "@/lib/local/command-table";
import { browserWith, emailOf, goodPassword, type People, startPeople, visitor } from "@/tests/support/people";

let people: People;
const written: string[] = [];
beforeEach(async () => {
  people = await startPeople();
  written.length = 0;
  vi.stubEnv("DATABASE_URL", people.databaseUrl);
  vi.stubEnv("DATABASE_URL_UNPOOLED", people.databaseUrl);
  vi.stubEnv("APP_URL", people.deps.appUrl);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await people.stop();
});

/** What `npm run reset-password` does, and the token of the link it prints. */
async function resetPassword(...args: readonly string[]): Promise<string> {
  const cleanup = createCleanup();
  try {
    await commands["reset-password"]?.({ args, signal: new AbortController().signal, cleanup });
  } finally {
    await cleanup.run(() => undefined);
  }
  return /http:\/\/127\.0\.0\.1:3000\/join\/([\w-]+)/.exec(written.join(""))?.[1] ?? "";
}

async function lockOut(name: string): Promise<void> {
  for (let time = 0; time < 5; time++)
    await people.signIn(name, "a wrong guess", { ...visitor, ip: `203.0.113.${time}` });
  expect(await people.signIn(name)).toMatchObject({ kind: "locked" });
}

test("the only administrator gets in again while strangers go on guessing, and takes a known browser along", async () => {
  vi.stubEnv("ADMIN_EMAIL", emailOf("Ada"));
  vi.stubEnv("ADMIN_PASSWORD", goodPassword);
  await lockOut("Ada");
  const token = await resetPassword();
  const password = "another good long one";
  const joined = await acceptLink(people.deps, { token, password, visitor });
  expect(joined.cookies.join()).toContain("session_token");
  await lockOut("Ada");
  expect(await people.signIn("Ada", password, browserWith(joined))).toMatchObject({ kind: "ok" });
  expect(await people.audit()).toEqual([
    "server person.reset_password ada@example.com",
    "Ada person.set_password ada@example.com",
  ]);
});

test("nothing is taken away before the link is used", async () => {
  await people.signIn("Ada");
  expect(await resetPassword("--email", "ADA@example.com")).not.toBe("");
  expect(await people.signIn("Ada")).toMatchObject({ kind: "ok" });
  expect(await people.count("sessions")).toBe(2);
});

test("the address of the link is said to be a guess only where it is one", async () => {
  const hint = "put the address you sign in at before /join/";
  await resetPassword("--email", emailOf("Ada"));
  expect(written.join("")).not.toContain(hint);
  vi.stubEnv("APP_URL", "");
  await resetPassword("--email", emailOf("Ada"));
  expect(written.join("")).toContain(hint);
});

test("whoever cannot get in by it is told why, in a sentence", async () => {
  await expect(resetPassword()).rejects.toThrow("--email");
  await expect(resetPassword("--email", "nobody@example.com")).rejects.toThrow("Nobody who has joined");
  await invitePerson(people.deps, {
    actor: people.admin,
    invitation: { name: "Cleo", email: emailOf("Cleo"), role: "admin" },
  });
  await expect(resetPassword("--email", emailOf("Cleo"))).rejects.toThrow("Nobody who has joined");
  const ben = await people.add("Ben", "viewer");
  await disablePerson(people.deps, { actor: people.admin, personId: ben.id });
  await expect(resetPassword("--email", emailOf("Ben"))).rejects.toThrow("Ben is disabled");
});
