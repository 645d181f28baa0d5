import fc from "fast-check";
import { expect, test } from "vitest";

import { isSignatureValid, sign } from "@/lib/kombo/signature";

test("I2: a known body and secret give the documented signature, base64url without padding", () => {
  expect(sign(Buffer.from('{"id":"ä"}'), "secret")).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test("I2: only a secret that signed the very bytes matches, wherever it stands among several", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (body, right, wrong) => {
      fc.pre(right !== wrong);
      const signature = sign(body, right);
      expect(isSignatureValid({ body, signature, secrets: [wrong, right] })).toBe(true);
      expect(isSignatureValid({ body, signature, secrets: [wrong] })).toBe(false);
      expect(isSignatureValid({ body: Buffer.concat([body, Buffer.from([0])]), signature, secrets: [right] })).toBe(
        false,
      );
    }),
  );
});

test("I2: a signature of another length, or none at all, does not match and does not throw", () => {
  const body = Buffer.from("{}");
  for (const signature of ["", "x", sign(body, "secret").slice(1), `${sign(body, "secret")}A`]) {
    expect(isSignatureValid({ body, signature, secrets: ["secret"] })).toBe(false);
  }
});
