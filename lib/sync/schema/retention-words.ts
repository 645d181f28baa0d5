/**
 * What history there is, in the order in which it may go, and how short it may be kept: an event known by its id must
 * outlive Kombo's last delivery of it (I3), and a program that reads the change feed its longest pause.
 */
export const retentionKinds = ["payloads", "webhooks", "run_pages", "changes"] as const;
export type RetentionKind = (typeof retentionKinds)[number];
export const shortestDays: Readonly<Record<RetentionKind, number>> = {
  payloads: 1,
  webhooks: 30,
  run_pages: 1,
  changes: 30,
};
export const longestDays = 3_650;
