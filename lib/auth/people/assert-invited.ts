import { AppError } from "@/lib/errors";

import type { Person } from "./data";

/** Invited, and did not come yet. */
export function assertInvited({ hasJoined, disabledAt, name }: Person): void {
  if (hasJoined) throw new AppError("conflict", `${name} has joined already. To keep them out, disable them.`);
  if (disabledAt) throw new AppError("conflict", `${name} is disabled. Enable them first.`);
}
