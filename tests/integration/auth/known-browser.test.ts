import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { changePassword } from "@/lib/auth/account/change-password";
import { acceptLink } from "@/lib/auth/people/accept-link";
import { listPeople } from "@/lib/auth/people/data";
import { disablePerson } from "@/lib/auth/people/disable-person";
import { resetPassword } from "@/lib/auth/people/reset-password";
import { unlockPerson } from "@/lib/auth/people/unlock-person";
import type { Visitor } from "@/lib/auth/visitor";
import { browserWith, goodPassword, type People, startPeople, tokenOf, visitor } from "@/tests/support/people";

const minute = 60_000;
const day = 24 * 60 * minute;
const wrong = "not the right password";
let people: People;
beforeEach(async () => {
  people = await startPeople();
});
afterEach(() => people.stop());

/** Where nobody has guessed yet. */
const home: Visitor = { ...visitor, ip: "198.51.100.1" };

/** The browser somebody has signed in with. */
async function knownBrowserOf(name: string, password = goodPassword): Promise<Visitor> {
  const answer = await people.signIn(name, password, home);
  return browserWith(answer.kind === "ok" ? answer : {}, home);
}

/** From as many addresses as there are guesses, as one who has rented them does it. */
async function guessFromEverywhere(name: string, times = 5): Promise<void> {
  for (let time = 0; time < times; time++)
    await people.signIn(name, wrong, { ...visitor, ip: `203.0.113.${time + 1}`, cookies: null });
}

async function stateOf(name: string): Promise<string | undefined> {
  const rows = await listPeople(people.pool, people.clock.now());
  return rows.find((row) => row.name === name)?.state;
}

const locked = { kind: "locked" } as const;

describe("a browser in which somebody has signed in before", () => {
  test("lets the only administrator in for as long as anybody guesses from wherever, and nobody else", async () => {
    let browser = await knownBrowserOf("Ada");
    for (let round = 0; round < 3; round++) {
      await guessFromEverywhere("Ada");
      expect(await people.signIn("Ada", goodPassword, { ...home, cookies: null })).toMatchObject(locked);
      const answer = await people.signIn("Ada", goodPassword, browser);
      expect(answer).toMatchObject({ kind: "ok" });
      browser = browserWith(answer.kind === "ok" ? answer : {}, home);
      people.clock.advance(day);
    }
  });

  test("does not forget what strangers guessed", async () => {
    const browser = await knownBrowserOf("Ada");
    await guessFromEverywhere("Ada", 4);
    await people.signIn("Ada", goodPassword, browser);
    await guessFromEverywhere("Ada", 1);
    expect(await people.signIn("Ada", goodPassword, visitor)).toMatchObject(locked);
  });

  test("may be wrong five times of its own, and is locked without the others", async () => {
    const [left, right] = [await knownBrowserOf("Ada"), await knownBrowserOf("Ada")];
    const guesses = await Promise.all(Array.from({ length: 20 }, () => people.signIn("Ada", wrong, left)));
    expect(guesses.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect(await people.signIn("Ada", goodPassword, left)).toEqual({
      kind: "locked",
      retryAfterSeconds: 15 * 60,
      by: "browser",
    });
    expect(await people.signIn("Ada", goodPassword, right)).toMatchObject({ kind: "ok" });
    expect(await people.signIn("Ada", goodPassword, visitor)).toMatchObject({ kind: "ok" });
  });

  test("that is locked is shown, and an administrator unlocks it", async () => {
    const ben = await people.add("Ben", "viewer");
    const browser = await knownBrowserOf("Ben");
    for (let time = 0; time < 5; time++) await people.signIn("Ben", wrong, browser);
    expect(await stateOf("Ben")).toBe("locked");
    await unlockPerson(people.deps, { actor: people.admin, personId: ben.id });
    expect(await stateOf("Ben")).toBe("active");
    expect(await people.signIn("Ben", goodPassword, browser)).toMatchObject({ kind: "ok" });
  });

  test("is one of everybody who signed in with it", async () => {
    await people.add("Ben", "viewer");
    const [adas, bens] = [await knownBrowserOf("Ada"), await knownBrowserOf("Ben")];
    const both = { ...home, cookies: `theme=dark; ${adas.cookies}; ${bens.cookies}` };
    for (const name of ["Ada", "Ben"]) {
      await guessFromEverywhere(name);
      expect(await people.signIn(name, goodPassword, both)).toMatchObject({ kind: "ok" });
    }
  });

  test("is not locked by whoever guesses in the same network, all others there are", async () => {
    const browser = await knownBrowserOf("Ada");
    for (let round = 0; round < 30; round++) await people.signIn(`Nobody${round}`, wrong, home);
    expect(await people.signIn("Ada", goodPassword, home)).toMatchObject({ ...locked, by: "address" });
    expect(await people.signIn("Ada", goodPassword, browser)).toMatchObject({ kind: "ok" });
  });

  test("is known from the link with which the password was set, and stays known when it is changed", async () => {
    const ben = await people.add("Ben", "viewer");
    const link = await resetPassword(people.deps, { actor: people.admin, personId: ben.id });
    const joined = await acceptLink(people.deps, { token: tokenOf(link), password: goodPassword, visitor });
    const browser = browserWith(joined, home);
    await guessFromEverywhere("Ben");
    const newPassword = "another good long one";
    const wish = { personId: ben.id, sessionId: "", currentPassword: goodPassword, newPassword };
    await expect(changePassword(people.deps, { ...wish, visitor })).rejects.toThrow("Too many wrong attempts");
    const changed = await changePassword(people.deps, { ...wish, visitor: browser });
    expect(await people.signIn("Ben", newPassword, browser)).toMatchObject(locked);
    expect(await people.signIn("Ben", newPassword, browserWith(changed, home))).toMatchObject({ kind: "ok" });
  });
});

/** Whether they count for `name` while strangers are locked out. */
async function isKnown(name: string, cookies: string | null): Promise<boolean> {
  await guessFromEverywhere(name);
  return (await people.signIn(name, goodPassword, { ...home, cookies })).kind !== "locked";
}

function withOtherStart(text: string): string {
  return `${text.startsWith("a") ? "b" : "a"}${text.slice(1)}`;
}

function cookieNameOf(cookies: string): string {
  return /[^ ]*\.browser_[^=]+/.exec(cookies)?.[0] ?? "";
}

describe("the cookie of a known browser", () => {
  test("is HttpOnly, SameSite=Lax, a year long, Secure where the address is https, and tells nothing of its owner", async () => {
    const answer = await people.signIn("Ada");
    const line = answer.kind === "ok" ? answer.cookies.find((cookie) => cookie.includes(".browser_")) : "";
    expect(line).toMatch(/^better-auth\.browser_[\w-]+=[\w.-]+; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
    for (const own of ["ada", people.admin.id]) expect(line?.toLowerCase()).not.toContain(own.toLowerCase());
    const secure = await startPeople("https://mirror.example.com");
    try {
      const overHttps = await secure.signIn("Ada");
      expect(overHttps.kind === "ok" ? overHttps.cookies.join("\n") : "").toMatch(
        /^__Secure-better-auth\.browser_.*; HttpOnly; SameSite=Lax; Secure$/m,
      );
    } finally {
      await secure.stop();
    }
  });

  test("counts unchanged only", async () => {
    const { cookies } = await knownBrowserOf("Ada");
    const [name = "", value = ""] =
      cookies
        ?.split("; ")
        .find((cookie) => cookie.includes(".browser_"))
        ?.split("=") ?? [];
    const [id = "", signature = ""] = value.split(".");
    const other = { id: withOtherStart(id), signature: withOtherStart(signature) };
    for (const forged of ["", id, `${id}.`, `.${signature}`, `${other.id}.${signature}`, `${id}.${other.signature}`])
      expect(await isKnown("Ada", `${name}=${forged}`)).toBe(false);
    expect(await isKnown("Ada", `${name}=${value}`)).toBe(true);
  });

  test("is nobody else's, also under the name of theirs", async () => {
    await people.add("Ben", "viewer");
    const [adas, bens] = [(await knownBrowserOf("Ada")).cookies ?? "", (await knownBrowserOf("Ben")).cookies ?? ""];
    expect(await isKnown("Ada", bens)).toBe(false);
    expect(await isKnown("Ada", bens.replace(cookieNameOf(bens), cookieNameOf(adas)))).toBe(false);
    expect(await isKnown("Ada", adas)).toBe(true);
  });

  test("is worth nothing after a year, nor once the password is another one", async () => {
    const ben = await people.add("Ben", "viewer");
    const { cookies } = await knownBrowserOf("Ben");
    people.clock.advance(365 * day - minute);
    expect(await isKnown("Ben", cookies)).toBe(true);
    people.clock.advance(2 * minute);
    expect(await isKnown("Ben", cookies)).toBe(false);
    people.clock.advance(day);
    const fresh = await knownBrowserOf("Ben");
    const link = await resetPassword(people.deps, { actor: people.admin, personId: ben.id });
    expect(await isKnown("Ben", fresh.cookies)).toBe(false);
    await acceptLink(people.deps, { token: tokenOf(link), password: goodPassword, visitor });
    expect(await isKnown("Ben", fresh.cookies)).toBe(false);
  });

  test("of somebody who is disabled is nobody's", async () => {
    const ben = await people.add("Ben", "viewer");
    const { cookies } = await knownBrowserOf("Ben");
    await disablePerson(people.deps, { actor: people.admin, personId: ben.id });
    expect(await isKnown("Ben", cookies)).toBe(false);
  });
});

test("an e-mail that is guessed at slowly is locked too, whether anybody has it or not", async () => {
  for (const name of ["Ada", "Nobody"]) {
    for (let time = 0; time < 5; time++) {
      people.clock.advance(60 * minute);
      await people.signIn(name, wrong, { ...visitor, ip: `203.0.113.${time}` });
    }
    expect(await people.signIn(name, goodPassword, home)).toMatchObject(locked);
  }
});
