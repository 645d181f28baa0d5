/** States in which there is nothing to ask Kombo for. One we do not know is asked like an active one (I11). */
export const unreadableStates: readonly string[] = ["INACTIVE", "INVALID", "NOT_FOUND"];

export function isReadable(state: string): boolean {
  return !unreadableStates.includes(state);
}

/** SQL: integration `i` is to be read. */
export const readableIntegration = `i.deleted_at IS NULL AND i.paused_at IS NULL
  AND i.state NOT IN (${unreadableStates.map((state) => `'${state}'`).join(", ")})`;
