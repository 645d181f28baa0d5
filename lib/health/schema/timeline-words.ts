export const timelineKinds = ["run", "event", "deed"] as const;
export type TimelineKind = (typeof timelineKinds)[number];
