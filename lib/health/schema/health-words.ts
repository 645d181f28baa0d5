/**
 * Health of an integration or endpoint, worst first. `well` is the only quiet one.
 * behind: a change is known and not fetched within its objective. unconfirmed: nothing confirmed it for too long.
 * initial: the first full fetch is not complete.
 */
export const healthKinds = [
  "invalid",
  "failing",
  "behind",
  "unconfirmed",
  "rate_limited",
  "initial",
  "inactive",
  "paused",
  "deleted",
  "well",
] as const;
export type HealthKind = (typeof healthKinds)[number];
