import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * I2: HMAC-SHA256 over the raw bytes, base64url without padding, compared in constant time; any secret may match, so
 * that two are valid while one is rotated.
 */
export function isSignatureValid(input: {
  readonly body: Uint8Array;
  readonly signature: string;
  readonly secrets: readonly string[];
}): boolean {
  const given = Buffer.from(input.signature.trim().replace(/=+$/, ""));
  return input.secrets
    .map((secret) => isEqual(given, Buffer.from(sign(input.body, secret))))
    .some((matches) => matches);
}

export function sign(body: Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64url");
}

function isEqual(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
