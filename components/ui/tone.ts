/** The seven meanings a colour may carry; `none` is well, and well is quiet. */
export type Tone = "success" | "warn" | "danger" | "info" | "held" | "rate" | "idle" | "none";

export const toneFill = {
  success: "bg-success-bg text-success-fg",
  warn: "bg-warn-bg text-warn-fg",
  danger: "bg-danger-bg text-danger-fg",
  info: "bg-info-bg text-info-fg",
  held: "bg-held-bg text-held-fg",
  rate: "bg-rate-bg text-rate-fg",
  idle: "bg-idle-bg text-idle-fg",
  none: "text-muted",
} as const satisfies Record<Tone, string>;

export const toneIcon = {
  success: "text-success-solid",
  warn: "text-warn-solid",
  danger: "text-danger-solid",
  info: "text-info-solid",
  held: "text-held-solid",
  rate: "text-rate-solid",
  idle: "text-idle-solid",
  none: "text-subtle",
} as const satisfies Record<Tone, string>;

export const toneText = {
  success: "text-success-fg",
  warn: "text-warn-fg",
  danger: "text-danger-fg",
  info: "text-info-fg",
  held: "text-held-fg",
  rate: "text-rate-fg",
  idle: "text-idle-fg",
  none: "text-muted",
} as const satisfies Record<Tone, string>;
