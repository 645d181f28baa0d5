import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { changePassword } from "@/lib/auth/account/change-password";
import { listSessions, listSignIns } from "@/lib/auth/account/data";
import { endAllSessions } from "@/lib/auth/account/end-all-sessions";
import { endSession } from "@/lib/auth/account/end-session";
import { renamePerson } from "@/lib/auth/account/rename-person";
import { createAuth } from "@/lib/auth/auth";
import { acceptLink } from "@/lib/auth/people/accept-link";
import { changeRole } from "@/lib/auth/people/change-role";
import { countActiveAdmins, listPeople } from "@/lib/auth/people/data";
import { disablePerson } from "@/lib/auth/people/disable-person";
import { enablePerson } from "@/lib/auth/people/enable-person";
import { invitePerson } from "@/lib/auth/people/invite-person";
import { renewInvitation } from "@/lib/auth/people/renew-invitation";
import { resetPassword } from "@/lib/auth/people/reset-password";
import { signOutPerson } from "@/lib/auth/people/sign-out-person";
import { withdrawInvitation } from "@/lib/auth/people/withdraw-invitation";
import { sessionRowSchema, signInPageSchema } from "@/lib/auth/schema/account";
import { peopleSchema } from "@/lib/auth/schema/people";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { createPool } from "@/lib/db/pool";
import { createPrisma } from "@/lib/db/prisma";
import { goodPassword, type People, startPeople, tokenOf, visitor } from "@/tests/support/people";

const day = 24 * 3_600_000;
let people: People;
beforeEach(async () => {
  people = await startPeople();
});
afterEach(() => people.stop());

const invite = (name = "Ben") =>
  invitePerson(people.deps, {
    actor: people.admin,
    invitation: { name, email: `${name.toLowerCase()}@example.com`, role: "operator" },
  });
const accept = (link: { readonly url: string }, password = goodPassword) =>
  acceptLink(people.deps, { token: tokenOf(link), password, visitor });
const command = async (name: string) => ({ actor: people.admin, personId: (await people.person(name)).id });
const row = async (name: string) => {
  const { rows } = peopleSchema.parse({ rows: await listPeople(people.pool, people.clock.now()) });
  return rows.find((one) => one.name === name);
};
const sessionsOf = async (personId: string) => {
  const list = await listSessions(people.pool, { personId, sessionId: "", at: people.clock.now() });
  return sessionRowSchema.array().parse(list);
};
const deadLink = "This link does not work any more. Ask an administrator for a new one.";

describe("invitation", () => {
  test("the link sets the password, signs in, and works once", async () => {
    const link = await invite();
    expect(await row("Ben")).toMatchObject({
      state: "invited",
      role: "operator",
      sessions: 0,
      link: { kind: "invite" },
    });
    expect(await people.signIn("Ben", "")).toEqual({ kind: "wrong" });
    const { cookies } = await accept(link);
    expect(cookies.join()).toContain("session_token");
    expect(await row("Ben")).toMatchObject({ state: "active", sessions: 1, link: null });
    await expect(accept(link)).rejects.toThrow(deadLink);
    expect(await people.audit()).toEqual(["Ada person.invite ben@example.com", "Ben person.joined ben@example.com"]);
  });

  test("of two who use it at the same instant one gets in", async () => {
    const link = await invite();
    const results = await Promise.allSettled([accept(link), accept(link)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("after seven days it is over, and a renewed one works while the old one does not", async () => {
    const first = await invite();
    people.clock.advance(7 * day);
    await expect(accept(first)).rejects.toThrow(deadLink);
    expect(await row("Ben")).toMatchObject({ state: "invited", link: { isOver: true } });
    const second = await renewInvitation(people.deps, await command("Ben"));
    await expect(accept(first)).rejects.toThrow(deadLink);
    await accept(second);
  });

  test("withdrawn, the person is gone and the link is dead; who has joined cannot be withdrawn", async () => {
    const link = await invite();
    await withdrawInvitation(people.deps, await command("Ben"));
    await expect(accept(link)).rejects.toThrow(deadLink);
    expect(await row("Ben")).toBeUndefined();
    await people.add("Cleo", "viewer");
    await expect(withdrawInvitation(people.deps, await command("Cleo"))).rejects.toThrow("has joined already");
    await expect(renewInvitation(people.deps, await command("Cleo"))).rejects.toThrow("has joined already");
  });

  test("an e-mail is in the list once, also when two invite it at the same instant", async () => {
    const results = await Promise.allSettled([invite(), invite()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await people.count("users")).toBe(2);
  });

  test("a weak password is refused and leaves the link alive", async () => {
    const link = await invite();
    await expect(accept(link, "qwerty123456")).rejects.toThrow(/^Password: /);
    await accept(link);
  });

  test("nothing that opens a door is stored as it is", async () => {
    const token = tokenOf(await invite());
    const { rows } = await people.pool.query<{ text: string }>(
      "SELECT to_jsonb(l)::text AS text FROM person_links l UNION ALL SELECT to_jsonb(a)::text FROM audit_events a",
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(token);
  });
});

describe("disabled", () => {
  test("the sessions are gone with it, and enabling brings none back", async () => {
    await people.add("Ben", "viewer");
    await people.signIn("Ben");
    expect(await row("Ben")).toMatchObject({ sessions: 2 });
    expect(await disablePerson(people.deps, await command("Ben"))).toEqual({
      email: "ben@example.com",
      endedSessions: 2,
    });
    expect(await row("Ben")).toMatchObject({ state: "disabled", sessions: 0 });
    await enablePerson(people.deps, await command("Ben"));
    expect(await row("Ben")).toMatchObject({ state: "active", sessions: 0 });
    expect(await people.signIn("Ben")).toMatchObject({ kind: "ok" });
  });

  test("an open link dies with it", async () => {
    const link = await invite();
    await disablePerson(people.deps, await command("Ben"));
    await expect(accept(link)).rejects.toThrow(deadLink);
    await enablePerson(people.deps, await command("Ben"));
    await expect(accept(link)).rejects.toThrow(deadLink);
  });
});

describe("reset of a password", () => {
  test("the old one and all sessions end at once; the link sets a new one within 24 hours", async () => {
    await people.add("Ben", "viewer");
    const link = await resetPassword(people.deps, await command("Ben"));
    expect(await row("Ben")).toMatchObject({ state: "active", sessions: 0, link: { kind: "reset" } });
    expect(await people.signIn("Ben")).toEqual({ kind: "wrong" });
    await accept(link, "another good long one");
    expect(await people.signIn("Ben", "another good long one")).toMatchObject({ kind: "ok" });
    const late = await resetPassword(people.deps, await command("Ben"));
    people.clock.advance(day);
    await expect(accept(late)).rejects.toThrow(deadLink);
    expect(await people.audit()).toContain("Ben person.set_password ben@example.com");
  });

  test("nobody resets their own, nor of somebody who has not joined", async () => {
    await expect(resetPassword(people.deps, await command("Ada"))).rejects.toThrow("Your account");
    await invite();
    await expect(resetPassword(people.deps, await command("Ben"))).rejects.toThrow("Renew the invitation");
  });

  test("who was locked out by guesses gets in by the link", async () => {
    await people.add("Ben", "viewer");
    for (let time = 0; time < 5; time++) await people.signIn("Ben", "a wrong guess");
    expect(await row("Ben")).toMatchObject({ state: "locked" });
    await accept(await resetPassword(people.deps, await command("Ben")));
    expect(await row("Ben")).toMatchObject({ state: "active" });
  });
});

describe("the last administrator", () => {
  test("cannot be disabled, nor lose the role", async () => {
    await expect(disablePerson(people.deps, await command("Ada"))).rejects.toThrow("last administrator");
    await expect(changeRole(people.deps, { ...(await command("Ada")), role: "viewer" })).rejects.toThrow(
      "last administrator",
    );
    expect(await countActiveAdmins(people.pool)).toBe(1);
    expect(await people.audit()).toEqual([]);
  });

  test("an invited administrator does not count until joined", async () => {
    await invitePerson(people.deps, {
      actor: people.admin,
      invitation: { name: "Ben", email: "ben@example.com", role: "admin" },
    });
    await expect(disablePerson(people.deps, await command("Ada"))).rejects.toThrow("last administrator");
  });

  test("two administrators who demote, disable or reset each other at the same instant: one succeeds", async () => {
    const ben = await people.add("Ben", "admin");
    const deeds = [
      (actor: typeof ben, personId: string) => changeRole(people.deps, { actor, personId, role: "viewer" }),
      (actor: typeof ben, personId: string) => disablePerson(people.deps, { actor, personId }),
      (actor: typeof ben, personId: string) => resetPassword(people.deps, { actor, personId }),
    ];
    for (let round = 0; round < 30; round++) {
      const [left, right] = [deeds[round % 3], deeds[Math.floor(round / 3) % 3]];
      const results = await Promise.allSettled([left?.(people.admin, ben.id), right?.(ben, people.admin.id)]);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await countActiveAdmins(people.pool)).toBe(1);
      await people.pool.query("UPDATE users SET role = 'admin', disabled_at = NULL");
      await people.pool.query("UPDATE accounts SET password = 'restored' WHERE password IS NULL");
    }
  });

  test("a role that was taken a moment ago gives no more commands", async () => {
    const ben = await people.add("Ben", "admin");
    await changeRole(people.deps, { actor: people.admin, personId: ben.id, role: "operator" });
    await expect(changeRole(people.deps, { actor: ben, personId: ben.id, role: "admin" })).rejects.toThrow(
      "not an administrator any more",
    );
  });
});

describe("own account", () => {
  test("a new password needs the present one and ends the other sessions", async () => {
    const ben = await people.add("Ben", "viewer");
    await people.signIn("Ben");
    const [own] = await sessionsOf(ben.id);
    const wish = { personId: ben.id, sessionId: own?.id ?? "", newPassword: "another good long one", visitor };
    await expect(changePassword(people.deps, { ...wish, currentPassword: "not it at all" })).rejects.toThrow(
      /^Present password: /,
    );
    await expect(
      changePassword(people.deps, { ...wish, currentPassword: goodPassword, newPassword: "short" }),
    ).rejects.toThrow(/^New password: /);
    expect(await changePassword(people.deps, { ...wish, currentPassword: goodPassword })).toMatchObject({
      endedSessions: 1,
    });
    expect((await sessionsOf(ben.id)).map(({ id }) => id)).toEqual([own?.id]);
    expect(await people.signIn("Ben")).toEqual({ kind: "wrong" });
    expect(await people.signIn("Ben", "another good long one")).toMatchObject({ kind: "ok" });
  });

  test("a stolen session cannot guess the present password", async () => {
    const ben = await people.add("Ben", "viewer");
    const wish = { personId: ben.id, sessionId: "", newPassword: "another good long one", visitor };
    for (let time = 0; time < 5; time++)
      await expect(changePassword(people.deps, { ...wish, currentPassword: `guess number ${time}` })).rejects.toThrow(
        "Present password",
      );
    await expect(changePassword(people.deps, { ...wish, currentPassword: goodPassword })).rejects.toThrow(
      /Too many wrong attempts. Try again in 15 min/,
    );
  });

  test("somebody ends one session of theirs, or all, and none of anybody else", async () => {
    const ben = await people.add("Ben", "viewer");
    await people.signIn("Ada");
    await people.signIn("Ben");
    const [adas] = await sessionsOf(people.admin.id);
    await expect(endSession(people.deps, { personId: ben.id, sessionId: adas?.id ?? "" })).rejects.toThrow("over");
    const [bens] = await sessionsOf(ben.id);
    expect(bens).toMatchObject({ device: "Chrome 141 on Linux", ip: visitor.ip });
    await endSession(people.deps, { personId: ben.id, sessionId: bens?.id ?? "" });
    expect(await endAllSessions(people.deps, { personId: ben.id })).toEqual({ endedSessions: 1 });
    expect(await people.count("sessions")).toBe(1);
    expect(await signOutPerson(people.deps, await command("Ada"))).toMatchObject({ endedSessions: 1 });
  });

  test("a session tells the true time, whatever zone the server of the database is set to", async () => {
    await people.pool.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone TO %L', current_database(), 'Asia/Kathmandu'); END $$`,
    );
    const elsewhere = createPool(people.databaseUrl);
    const prisma = createPrisma(elsewhere);
    try {
      const auth = createAuth({ pool: elsewhere, prisma, secret: "x".repeat(40), appUrl: people.deps.appUrl });
      const deps = { ...people.deps, pool: elsewhere, auth };
      await signIn(deps, { email: "ada@example.com", password: goodPassword, visitor });
      const input = { personId: people.admin.id, sessionId: "", at: people.clock.now() };
      const [session] = await listSessions(elsewhere, input);
      expect(Math.abs(Date.now() - new Date(session?.createdAt ?? 0).getTime())).toBeLessThan(60_000);
    } finally {
      await prisma.$disconnect();
      if (!elsewhere.ended) await elsewhere.end();
    }
  });

  test("the name changes with before and after in the audit log", async () => {
    await renamePerson(people.deps, { personId: people.admin.id, name: "Ada Lund" });
    const { rows } = await people.pool.query("SELECT action, before, after FROM audit_events");
    expect(rows).toEqual([{ action: "person.rename", before: { name: "Ada" }, after: { name: "Ada Lund" } }]);
  });

  test("the history has every attempt, newest first, page by page, and nobody else's", async () => {
    const ben = await people.add("Ben", "viewer");
    for (let time = 0; time < 4; time++) await people.signIn("Ben", "a wrong guess");
    for (let time = 0; time < 20; time++) await people.signIn("Ben");
    await people.signIn("Ada");
    const first = signInPageSchema.parse(await listSignIns(people.pool, { personId: ben.id }));
    const rest = signInPageSchema.parse(await listSignIns(people.pool, { personId: ben.id, cursor: first.next ?? "" }));
    expect([...first.rows, ...rest.rows].map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 20 }, () => "ok"),
      ...Array.from({ length: 4 }, () => "wrong_password"),
      "ok",
    ]);
    expect(rest).toMatchObject({ next: null });
    expect(rest.rows.at(-1)).toMatchObject({ method: "link" });
  });
});
