import { createHash, randomBytes } from "node:crypto";

/** Shown once and never stored. */
export function createLinkToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The token is as random as a key, so a plain hash is enough. */
export function hashLinkToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
