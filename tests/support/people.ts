import { type Actor } from "@/lib/auth/actor";
import { type Auth, createAuth } from "@/lib/auth/auth";
import { ensureFirstAdmin } from "@/lib/auth/ensure-first-admin";
import { acceptLink } from "@/lib/auth/people/accept-link";
import { findPersonByEmail, type Person } from "@/lib/auth/people/data";
import { invitePerson } from "@/lib/auth/people/invite-person";
import type { Role } from "@/lib/auth/roles";
import { signIn, type SignInAnswer } from "@/lib/auth/sign-in/sign-in";
import type { Visitor } from "@/lib/auth/visitor";
import type { Clock } from "@/lib/clock";
import { createPool, type Pool } from "@/lib/db/pool";
import { createPrisma, type Prisma } from "@/lib/db/prisma";
import { createManualClock, type ManualClock } from "@/lib/simulator/manual-clock";

import { createTestDatabase } from "./database";

export const goodPassword = "plum orbit kettle seven";
export const visitor: Visitor = {
  ip: "192.0.2.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0.0.0 Safari/537.36",
  cookies: null,
};

/** The browser that has kept what an answer gave it, asking from wherever `from` says. */
export function browserWith(answer: { readonly cookies?: readonly string[] }, from: Visitor = visitor): Visitor {
  return { ...from, cookies: (answer.cookies ?? []).map((line) => line.split(";")[0]).join("; ") };
}

/** The people of a mirror without the rest of it: real PostgreSQL, the real auth library, a clock that stands still. */
export type People = {
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly prisma: Prisma;
  readonly clock: ManualClock;
  readonly deps: { readonly pool: Pool; readonly clock: Clock; readonly auth: Auth; readonly appUrl: string };
  readonly admin: Actor & { readonly kind: "person" };
  /** Invited and joined, with `goodPassword`. */
  add(name: string, role: Role): Promise<Actor & { readonly kind: "person" }>;
  signIn(name: string, password?: string, from?: Visitor): Promise<SignInAnswer>;
  person(name: string): Promise<Person>;
  count(what: "sessions" | "sign_in_attempts" | "users", where?: string): Promise<number>;
  audit(): Promise<readonly string[]>;
  stop(): Promise<void>;
};

export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.com`;
}

export function tokenOf({ url }: { readonly url: string }): string {
  return url.split("/").at(-1) ?? "";
}

export async function startPeople(appUrl = "http://127.0.0.1:3000"): Promise<People> {
  const database = await createTestDatabase();
  const pool = createPool(database.url, 20);
  const prisma = createPrisma(pool);
  const clock = createManualClock(new Date());
  const auth = createAuth({ pool, prisma, secret: "a-secret-of-the-tests-with-40-characters!", appUrl });
  const deps = { pool, clock: { start: async () => clock.now }, auth, appUrl };
  await ensureFirstAdmin(auth, { email: emailOf("Ada"), password: goodPassword });
  const person = async (name: string) => {
    const found = await findPersonByEmail(pool, emailOf(name));
    if (!found) throw new Error(`Nobody is called ${name}`);
    return found;
  };
  const actorOf = async (name: string) => {
    const { id, role } = await person(name);
    return { kind: "person", id, name, role } as const;
  };
  const admin = await actorOf("Ada");
  return {
    pool,
    databaseUrl: database.url,
    prisma,
    clock,
    deps,
    admin,
    person,
    async add(name, role) {
      const link = await invitePerson(deps, { actor: admin, invitation: { name, email: emailOf(name), role } });
      await acceptLink(deps, { token: tokenOf(link), password: goodPassword, visitor });
      return actorOf(name);
    },
    signIn: (name, password = goodPassword, from = visitor) =>
      signIn(deps, { email: emailOf(name), password, visitor: from }),
    async count(what, where = "true") {
      const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${what} WHERE ${where}`);
      return rows[0]?.count ?? 0;
    },
    async audit() {
      const { rows } = await pool.query<{ line: string }>(
        "SELECT actor_name || ' ' || action || ' ' || target AS line FROM audit_events ORDER BY id",
      );
      return rows.map(({ line }) => line);
    },
    async stop() {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
      await database.drop();
    },
  };
}
