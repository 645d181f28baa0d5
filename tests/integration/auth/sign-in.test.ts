import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { disablePerson } from "@/lib/auth/people/disable-person";
import { unlockPerson } from "@/lib/auth/people/unlock-person";
import { type People, startPeople, visitor } from "@/tests/support/people";

const minute = 60_000;
let people: People;
beforeEach(async () => {
  people = await startPeople();
});
afterEach(() => people.stop());

const wrong = "not the right password";
const outcomes = async () => {
  const { rows } = await people.pool.query<{ outcome: string }>("SELECT outcome FROM sign_in_attempts ORDER BY id");
  return rows.map(({ outcome }) => outcome);
};

async function guess(times: number, name = "Ada", ip = visitor.ip): Promise<void> {
  for (let time = 0; time < times; time++) await people.signIn(name, wrong, { ...visitor, ip });
}

describe("sign-in", () => {
  test("the right password signs in and is kept with address and device", async () => {
    expect(await people.signIn("Ada")).toMatchObject({ kind: "ok" });
    const { rows } = await people.pool.query("SELECT email, outcome, method, ip, user_agent FROM sign_in_attempts");
    expect(rows).toEqual([
      { email: "ada@example.com", outcome: "ok", method: "password", ip: visitor.ip, user_agent: visitor.userAgent },
    ]);
    const { rows: sessions } = await people.pool.query("SELECT ip_address, user_agent FROM sessions");
    expect(sessions).toEqual([{ ip_address: visitor.ip, user_agent: visitor.userAgent }]);
    const { rows: last } = await people.pool.query<{ at: Date }>("SELECT last_sign_in_at AS at FROM users");
    expect(last[0]?.at).toEqual(people.clock.now());
  });

  test("a wrong password and an e-mail nobody has get the same answer", async () => {
    expect(await people.signIn("Ada", wrong)).toEqual({ kind: "wrong" });
    expect(await people.signIn("Nobody", wrong)).toEqual({ kind: "wrong" });
    expect(await outcomes()).toEqual(["wrong_password", "unknown"]);
  });

  test("what is not an e-mail, an empty password and a huge one are wrong, not errors", async () => {
    for (const [email, password] of [
      ["", ""],
      ["no e-mail", "x".repeat(1_000)],
    ] as const)
      expect(await people.signIn(email, password)).toEqual({ kind: "wrong" });
  });

  test("the session's cookie is HttpOnly and SameSite=Lax, and Secure where the address is https", async () => {
    const overHttp = await people.signIn("Ada");
    const cookie = overHttp.kind === "ok" ? overHttp.cookies.join("\n") : "";
    expect(cookie).toMatch(/^better-auth\.session_token=.*HttpOnly/m);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const secure = await startPeople("https://mirror.example.com");
    try {
      const overHttps = await secure.signIn("Ada");
      expect(overHttps.kind === "ok" ? overHttps.cookies.join("\n") : "").toMatch(
        /^__Secure-better-auth\.session_token=(?=.*; Secure)(?=.*; HttpOnly)(?=.*; SameSite=Lax)/m,
      );
    } finally {
      await secure.stop();
    }
  });
});

describe("guessing", () => {
  test("five wrong attempts lock the e-mail, known or not, and the right password does not get in", async () => {
    for (const name of ["Ada", "Nobody"]) {
      await guess(5, name);
      expect(await people.signIn(name)).toEqual({ kind: "locked", retryAfterSeconds: 15 * 60, by: "email" });
    }
    people.clock.advance(15 * minute + 1);
    expect(await people.signIn("Ada")).toMatchObject({ kind: "ok" });
    expect((await outcomes()).filter((outcome) => outcome === "locked")).toHaveLength(2);
  });

  test("each lock is twice as long as the one before, until the right password comes", async () => {
    await guess(5);
    people.clock.advance(16 * minute);
    await guess(5);
    expect(await people.signIn("Ada")).toEqual({ kind: "locked", retryAfterSeconds: 30 * 60, by: "email" });
    people.clock.advance(31 * minute);
    expect(await people.signIn("Ada")).toMatchObject({ kind: "ok" });
    await guess(5);
    expect(await people.signIn("Ada")).toEqual({ kind: "locked", retryAfterSeconds: 15 * 60, by: "email" });
  });

  test("of 50 guesses at the same instant no more than five are looked at", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => people.signIn("Ada", wrong)));
    expect(answers.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect(answers.filter(({ kind }) => kind === "locked")).toHaveLength(45);
    expect(await people.count("sign_in_attempts", "outcome = 'wrong_password'")).toBe(5);
    expect(await people.signIn("Ada")).toMatchObject({ kind: "locked" });
  });

  test("30 wrong attempts lock the address for every e-mail, and no other address", async () => {
    for (let round = 0; round < 30; round++) await people.signIn(`Nobody${round}`, wrong);
    expect(await people.signIn("Ada")).toMatchObject({ kind: "locked" });
    expect(await people.signIn("Ada", undefined, { ...visitor, ip: "192.0.2.8" })).toMatchObject({ kind: "ok" });
  });

  test("addresses of one IPv6 network count as one", async () => {
    for (let round = 0; round < 30; round++)
      await people.signIn(`Nobody${round}`, wrong, { ...visitor, ip: `2001:db8:1:2::${round + 1}` });
    expect(await people.signIn("Ada", undefined, { ...visitor, ip: "2001:db8:1:2:ffff::1" })).toMatchObject({
      kind: "locked",
    });
    expect(await people.signIn("Ada", undefined, { ...visitor, ip: "2001:db8:1:3::1" })).toMatchObject({ kind: "ok" });
  });

  test("an administrator unlocks, and it is audited", async () => {
    const ben = await people.add("Ben", "viewer");
    await guess(5, "Ben");
    await unlockPerson(people.deps, { actor: people.admin, personId: ben.id });
    expect(await people.signIn("Ben")).toMatchObject({ kind: "ok" });
    expect(await people.audit()).toContain("Ada person.unlock ben@example.com");
  });

  test("a disabled person is told so only with the right password, and it counts as nothing wrong", async () => {
    const ben = await people.add("Ben", "viewer");
    await disablePerson(people.deps, { actor: people.admin, personId: ben.id });
    expect(await people.signIn("Ben", wrong)).toEqual({ kind: "wrong" });
    for (let time = 0; time < 10; time++) expect(await people.signIn("Ben")).toEqual({ kind: "disabled" });
    expect(await people.count("sessions", `user_id = '${ben.id}'`)).toBe(0);
  });
});

test("attempts are kept for 90 days", async () => {
  await people.signIn("Ada", wrong);
  people.clock.advance(89 * 24 * 60 * minute);
  await people.signIn("Ada", wrong);
  expect(await people.count("sign_in_attempts")).toBe(2);
  people.clock.advance(2 * 24 * 60 * minute);
  await people.signIn("Ada", wrong);
  expect(await people.count("sign_in_attempts")).toBe(2);
});
