import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const prefix = "km_";
const secretBytes = 32;
const hintLength = 9;
const form = /^km_([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{6})$/;

/** `km_`, 32 random bytes, and their checksum, by which scanners of leaked secrets know it without asking us. */
export function drawToken(): string {
  const secret = randomBytes(secretBytes).toString("base64url");
  return `${prefix}${secret}${checksum(secret)}`;
}

/** Whether it may be a token of ours at all: what is not is refused without asking the database. */
export function isToken(text: string): boolean {
  const [, secret, sum] = form.exec(text) ?? [];
  return secret !== undefined && sum === checksum(secret);
}

/** What is stored and looked up. The token is 256 random bits, so a slow hash would protect nothing. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** What tells it apart in a list. */
export function hintOf(token: string): string {
  return token.slice(0, hintLength);
}

function checksum(secret: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(secret));
  return bytes.toString("base64url");
}
