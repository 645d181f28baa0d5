import { AppError } from "@/lib/errors";

/** The same words for an e-mail nobody has: how long, and the way out. */
export function lockedOut(waitSeconds: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitSeconds));
  return new AppError("rate_limited", `Too many wrong attempts. ${wayOut(retryAfterSeconds)}`, { retryAfterSeconds });
}

function wayOut(seconds: number): string {
  if (seconds < 60) return `Try again in ${seconds} s.`;
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
  return `Try again in ${wait}, or ask an administrator to unlock you.`;
}
