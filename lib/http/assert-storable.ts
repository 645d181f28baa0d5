import { AppError } from "@/lib/errors";
import { storableText } from "@/lib/storable-text";

/** Text that PostgreSQL cannot hold can be neither stored nor found there: it is bad input, wherever it stands. */
export function assertStorable(value: unknown): void {
  // Not by calling itself: a body within its cap can be nested deeper than the stack.
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === "string" && storableText(next) !== next) throw unstorable;
    if (typeof next !== "object" || next === null) continue;
    for (const [key, part] of Object.entries(next)) pending.push(key, part);
  }
}

const unstorable = new AppError("bad_request", "U+0000 and halves of characters cannot be stored or searched for");
