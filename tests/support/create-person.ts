import { createHmac, randomBytes, randomUUID } from "node:crypto";

import type { Role } from "@/lib/auth/roles";
import { withClient } from "@/lib/local/local-database";

export type SignedInPerson = {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** As the browser keeps it. */
  readonly cookie: { readonly name: string; readonly value: string };
};

/** Somebody with a session, written past the sign-in, whose attempts are counted. */
export async function createPerson(
  role: Role,
  { databaseUrl, authSecret }: { readonly databaseUrl: string; readonly authSecret: string },
): Promise<SignedInPerson> {
  const id = randomUUID();
  const name = `Test ${role}`;
  const email = `${role}-${id}@example.com`;
  const token = randomBytes(24).toString("base64url");
  await withClient(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO users (id, name, email, email_verified, role, updated_at) VALUES ($1, $2, $3, true, $4, now())`,
      [id, name, email, role],
    );
    await client.query(
      `INSERT INTO sessions (id, token, user_id, expires_at, updated_at)
       VALUES ($1, $2, $3, now() + interval '1 day', now())`,
      [randomUUID(), token, id],
    );
  });
  const signature = createHmac("sha256", authSecret).update(token).digest("base64");
  return {
    role,
    name,
    email,
    cookie: { name: "better-auth.session_token", value: encodeURIComponent(`${token}.${signature}`) },
  };
}
