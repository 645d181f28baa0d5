"use client";

import { cn } from "@/lib/cn";
import { formatAge, formatDeadline, formatMoment, formatUntil, formatUtc } from "@/lib/format";

import { tip } from "./tip-layer";
import { useNowText } from "./use-now";

const forms = {
  /** `12 min` */
  age: formatAge,
  /** `12 min ago` */
  ago: (date: Date, now: Date) => `${formatAge(date, now)} ago`,
  /** `14:21:43`, `Thu 22:10` */
  moment: formatMoment,
  /** `14:36` */
  deadline: formatDeadline,
  /** `in 3 min` */
  in: (date: Date, now: Date) => `in ${formatUntil(date, now)}`,
} as const;

type TimeProps = {
  readonly value: string;
  readonly as?: keyof typeof forms;
  readonly className?: string | undefined;
};

/** A time in words of the person's zone; hover or focus shows it exactly, in UTC. */
export function Time({ value, as = "age", className }: TimeProps) {
  const date = new Date(value);
  const text = useNowText((now) => forms[as](date, now));
  return (
    <time
      dateTime={value}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the exact time must be reachable by keyboard
      tabIndex={0}
      className={cn("rounded-sm whitespace-nowrap", className)}
      {...tip(formatUtc(date), { isMono: true })}
    >
      {text}
    </time>
  );
}
