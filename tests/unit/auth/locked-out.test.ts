import { expect, it } from "vitest";

import { lockedOut } from "@/lib/auth/sign-in/locked-out";

it.each([
  ["email", 900, /^Too many wrong attempts\. Try again in 15 min, or in a browser .* An administrator can unlock you/],
  [
    "browser",
    7_200,
    /^Too many wrong attempts\. Try again in 2 h\. An administrator can unlock you; .* npm run reset-password/,
  ],
  ["address", 61, /^Too many wrong attempts from your network\. Try again in 2 min, or in a browser [^.]*\.$/],
  ["email", 4.2, /^Too many wrong attempts\. Try again in 5 s\.$/],
] as const)("who is refused by %s for %f s is told a way that is one", (by, seconds, message) => {
  const refusal = lockedOut(by, seconds);
  expect(refusal.message).toMatch(message);
  expect(refusal.retryAfterSeconds).toBe(Math.ceil(seconds));
});
