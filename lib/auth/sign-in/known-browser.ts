import { parseCookies } from "better-auth/cookies";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import type { Auth } from "@/lib/auth/auth";

/** With another password every cookie of before is worth nothing. */
export type PasswordOwner = { readonly personId: string; readonly passwordHash: string };

export type KnownBrowser = { readonly personId: string; readonly id: string };

type Shown = { readonly owner: PasswordOwner | null; readonly cookies: string | null; readonly at: Date };

const validMs = 365 * 24 * 3_600_000;

/**
 * The line that makes a browser a known one of whoever has just proved their password in it: a device cookie as OWASP
 * describes it. It lets nobody in; what it changes is with whose wrong passwords the next ones are counted.
 */
export async function knownBrowserCookie(auth: Auth, owner: PasswordOwner, at: Date): Promise<string> {
  const { name, isSecure, sign } = await cookieOf(auth, owner);
  const id = `${at.getTime().toString(36)}-${randomBytes(16).toString("hex")}`;
  const line = `${name}=${id}.${sign(id)}; Max-Age=${validMs / 1_000}; Path=/; HttpOnly; SameSite=Lax`;
  return isSecure ? `${line}; Secure` : line;
}

/** Null when the browser is no known one of this owner. */
export async function findKnownBrowser(auth: Auth, { owner, cookies, at }: Shown): Promise<KnownBrowser | null> {
  if (owner === null || cookies === null) return null;
  const { name, sign } = await cookieOf(auth, owner);
  const [id = "", signature = ""] = parseCookies(cookies).get(name)?.split(".") ?? [];
  if (!isEqual(signature, sign(id))) return null;
  const madeAt = Number.parseInt(id, 36);
  return at.getTime() - madeAt < validMs ? { personId: owner.personId, id } : null;
}

/** One for each owner, so that whoever shares a browser is known beside the others; neither name nor value says whose. */
async function cookieOf(auth: Auth, { personId, passwordHash }: PasswordOwner) {
  const { createAuthCookie, secret } = await auth.$context;
  const key = createHmac("sha256", secret).update("kombo-mirror known browser v1").digest();
  const hmac = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  const { name, attributes } = createAuthCookie(`browser_${hmac(personId).slice(0, 16)}`);
  return {
    name,
    isSecure: attributes.secure,
    sign: (id: string) => hmac(JSON.stringify([personId, passwordHash, id])),
  };
}

function isEqual(left: string, right: string): boolean {
  const [given, wanted] = [Buffer.from(left), Buffer.from(right)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
