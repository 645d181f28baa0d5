/** States in which there is nothing to ask Kombo for. One we do not know is asked like an active one (I11). */
export const unreadableStates: readonly string[] = ["INACTIVE", "INVALID", "NOT_FOUND"];

export function isReadable(state: string): boolean {
  return !unreadableStates.includes(state);
}

/** SQL: integration `i` is to be read. */
export const readableIntegration = `i.deleted_at IS NULL AND i.paused_at IS NULL
  AND i.state NOT IN (${unreadableStates.map((state) => `'${state}'`).join(", ")})`;

/**
 * SQL: Kombo shows all there is of integration `i`, so that its not returning a record says that it is gone (I9). Stricter
 * than being read: of a state nobody knows that is not known either.
 */
export const sweepableIntegration = `i.deleted_at IS NULL AND i.state = 'ACTIVE'
  AND coalesce(i.setup_status, 'COMPLETED') = 'COMPLETED' AND i.data_expired_at IS NULL`;

export const whyNotSweepable = "The integration is not active, not set up or its data has expired in Kombo.";
