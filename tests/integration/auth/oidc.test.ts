import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startOidc } from "@/lib/auth/oidc/start-oidc";
import { disablePerson } from "@/lib/auth/people/disable-person";
import { invitePerson } from "@/lib/auth/people/invite-person";
import { oidcAnswerSchema } from "@/lib/auth/schema/account";
import { createOidcDoor, type OidcDoor } from "@/lib/server/oidc-door";
import { type OidcProvider, startOidcProvider } from "@/tests/support/oidc-provider";
import { type People, startPeople, visitor } from "@/tests/support/people";

const appUrl = "http://127.0.0.1:3000";
let people: People;
let provider: OidcProvider;
let door: OidcDoor;
beforeEach(async () => {
  [people, provider] = await Promise.all([startPeople(appUrl), startOidcProvider()]);
  door = createOidcDoor({
    settings: { ...provider, role: "operator", name: "Corporate sign-in" },
    authOptions: { pool: people.pool, prisma: people.prisma, secret: "x".repeat(40), appUrl },
    visitor: async () => visitor,
  });
});
afterEach(async () => {
  await provider.stop();
  await people.stop();
});

type Arrival = { readonly location: string; readonly hasSession: boolean };

/** What a browser does: asks where to go, goes there, and comes back with the code and the cookie. */
async function arrive(change: (back: URL) => URL = (back) => back): Promise<Arrival> {
  const auth = await door.auth();
  const started = await startOidc(auth, { appUrl, next: "/runs" });
  const cookie = started.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const { url } = oidcAnswerSchema.parse(await started.json());
  const back = new URL((await fetch(url, { redirect: "manual" })).headers.get("location") ?? "");
  const response = await auth.handler(new Request(change(back), { headers: { cookie } }));
  return {
    location: response.headers.get("location") ?? "",
    hasSession: response.headers.getSetCookie().some((line) => /session_token=[^;]/.test(line)),
  };
}

const ben = { sub: "1", email: "ben@example.com", email_verified: true, name: "Ben Okafor" };
const outcomes = async () => {
  const { rows } = await people.pool.query<{ line: string }>(
    "SELECT email || ' ' || outcome || ' ' || method AS line FROM sign_in_attempts ORDER BY id",
  );
  return rows.map(({ line }) => line);
};

describe("single sign-on", () => {
  test("somebody new joins with the role of new people, once, and the join is audited", async () => {
    provider.signInAs(ben);
    expect(await arrive()).toEqual({ location: `${appUrl}/runs`, hasSession: true });
    expect(await people.person("Ben")).toMatchObject({ name: "Ben Okafor", role: "operator" });
    expect(await arrive()).toMatchObject({ hasSession: true });
    expect(await people.count("users")).toBe(2);
    expect(await people.audit()).toEqual(["Ben Okafor person.joined ben@example.com"]);
    expect(await outcomes()).toEqual(["ben@example.com ok oidc", "ben@example.com ok oidc"]);
  });

  test("two first arrivals at the same instant make one person", async () => {
    provider.signInAs(ben);
    await Promise.allSettled([arrive(), arrive(), arrive()]);
    expect(await people.count("users", "email = 'ben@example.com'")).toBe(1);
    expect(await people.audit()).toHaveLength(1);
  });

  test("somebody who is there is linked when the provider vouches for the e-mail, and keeps the role", async () => {
    provider.signInAs({ ...ben, sub: "ada", email: "Ada@Example.com", email_verified: "true" });
    expect(await arrive()).toMatchObject({ hasSession: true });
    expect(await people.person("Ada")).toMatchObject({ role: "admin", name: "Ada" });
    expect(await people.audit()).toEqual(["Ada person.link_single_sign_on ada@example.com"]);
  });

  test("an e-mail nobody vouches for takes over nobody", async () => {
    for (const verified of [{ email_verified: false }, {}]) {
      provider.signInAs({ sub: "mallory", email: "ada@example.com", name: "Mallory", ...verified });
      expect(await arrive()).toEqual({ location: `${appUrl}/sign-in?error=email_not_verified`, hasSession: false });
    }
    expect(await people.audit()).toEqual([]);
    expect(await outcomes()).toEqual(["ada@example.com refused oidc", "ada@example.com refused oidc"]);
  });

  test("whoever joined under an e-mail nobody vouched for is out once its owner comes, who is let in alone", async () => {
    provider.signInAs({ sub: "mallory", email: ben.email, name: "Mallory", email_verified: false });
    expect(await arrive()).toMatchObject({ hasSession: true });
    provider.signInAs({ ...ben, email_verified: true });
    expect(await arrive()).toMatchObject({ hasSession: true });
    expect(await people.count("users")).toBe(2);
    expect(await people.count("sessions", "user_id IN (SELECT id FROM users WHERE email = 'ben@example.com')")).toBe(1);
    provider.signInAs({ sub: "mallory", email: ben.email, name: "Mallory", email_verified: false });
    expect(await arrive()).toEqual({ location: `${appUrl}/sign-in?error=email_not_verified`, hasSession: false });
  });

  test("an invited person joins by it with the role of the invitation, and the link is dead", async () => {
    const invitation = { name: "Ben", email: ben.email, role: "viewer" } as const;
    await invitePerson(people.deps, { actor: people.admin, invitation });
    provider.signInAs(ben);
    expect(await arrive()).toMatchObject({ hasSession: true });
    expect(await people.person("Ben")).toMatchObject({ role: "viewer" });
    expect(await people.audit()).toContain("Ben person.joined ben@example.com");
    const { rowCount } = await people.pool.query("SELECT 1 FROM person_links");
    expect(rowCount).toBe(0);
  });

  test("disabled people stay out, linked or not", async () => {
    const cleo = await people.add("Cleo", "viewer");
    provider.signInAs(ben);
    await arrive();
    for (const personId of [cleo.id, (await people.person("Ben")).id])
      await disablePerson(people.deps, { actor: people.admin, personId });
    for (const claims of [ben, { ...ben, sub: "cleo", email: "cleo@example.com" }]) {
      provider.signInAs(claims);
      expect(await arrive()).toEqual({ location: `${appUrl}/sign-in?error=disabled`, hasSession: false });
    }
    expect(await people.count("sessions")).toBe(0);
    expect((await outcomes()).slice(-2)).toEqual(["ben@example.com disabled oidc", "cleo@example.com disabled oidc"]);
  });

  test("a thin id token is filled up by the userinfo endpoint; without an e-mail nobody comes in", async () => {
    provider.signInAs(ben, { isThin: true });
    expect(await arrive()).toMatchObject({ hasSession: true });
    provider.signInAs({ sub: "2", name: "No Mail" });
    expect(await arrive()).toEqual({ location: `${appUrl}/sign-in?error=no_email`, hasSession: false });
  });

  test("a forged id token, another state and an invented code open nothing", async () => {
    provider.signInAs(ben, { forged: true });
    expect(await arrive()).toMatchObject({ hasSession: false });
    provider.signInAs(ben);
    for (const name of ["state", "code"]) {
      const changed = (back: URL) => {
        back.searchParams.set(name, "invented");
        return back;
      };
      const { location, hasSession } = await arrive(changed);
      expect(hasSession).toBe(false);
      expect(location).toMatch(/\/sign-in\?error=/);
    }
    expect(await people.count("users")).toBe(1);
  });

  test("a provider that is down is asked again at the next try, and passwords go on", async () => {
    provider.breakDown(true);
    await expect(arrive()).rejects.toThrow("Corporate sign-in did not answer as expected.");
    expect(await people.signIn("Ada")).toMatchObject({ kind: "ok" });
    provider.breakDown(false);
    provider.signInAs(ben);
    expect(await arrive()).toMatchObject({ hasSession: true });
  });
});
