import { formatClock, formatDeadline, formatMoment } from "@/lib/format";

type Span = { readonly start: string; readonly end: string };

const dayMs = 20 * 3_600_000;

/** `10:00 to 11:00`, `Thu 06:00 to 12:00`, `Thu 20 Nov`. */
export function nameSpan(span: Span): string {
  const [start, end] = [new Date(span.start), new Date(span.end)];
  if (isDay(span)) return nameDay(start);
  const isHour = end.getTime() - start.getTime() <= 3_600_000;
  return `${isHour ? formatClock(start) : formatDeadline(start, new Date())} to ${formatClock(end)}`;
}

/** As the axis names it: `10:00`, `Thu`, `20 Nov`. */
export function nameStart(span: Span | undefined): string {
  if (!span) return "";
  const start = new Date(span.start);
  if (isDay(span)) return nameDay(start);
  const isHour = new Date(span.end).getTime() - start.getTime() <= 3_600_000;
  return isHour
    ? formatClock(start)
    : (formatMoment(start, new Date(start.getTime() + 2 * 86_400_000)).split(" ")[0] ?? "");
}

/** With an hour more or less where the clocks change. */
function isDay({ start, end }: Span): boolean {
  return new Date(end).getTime() - new Date(start).getTime() > dayMs;
}

function nameDay(date: Date): string {
  return date.toLocaleDateString(undefined, { day: "numeric", month: "short" });
}
