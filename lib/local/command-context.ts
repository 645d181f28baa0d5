import type { Cleanup } from "./cleanup";

export interface CommandContext {
  readonly args: readonly string[];
  /** Aborted when the person, the system or the launcher asks the command to end. */
  readonly signal: AbortSignal;
  readonly cleanup: Cleanup;
}
