import { AppError } from "@/lib/errors";

import type { Counted } from "./throttle";

/** The same words for an e-mail nobody has: how long, and the way out. */
export function lockedOut(by: Counted, waitSeconds: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitSeconds));
  const from = by === "address" ? " from your network" : "";
  const wait = `Too many wrong attempts${from}. Try again in ${inWords(retryAfterSeconds)}`;
  const message = retryAfterSeconds < 60 ? `${wait}.` : `${wait}${waysOut[by]}`;
  return new AppError("rate_limited", message, { retryAfterSeconds });
}

const unlocks =
  "An administrator can unlock you; if you are the only one, npm run reset-password on the server lets you in.";

const knownBrowser = ", or in a browser in which you have signed in with your present password.";

const waysOut = {
  email: `${knownBrowser} ${unlocks}`,
  browser: `. ${unlocks}`,
  // No administrator unlocks an address.
  address: knownBrowser,
} as const satisfies Record<Counted, string>;

function inWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
