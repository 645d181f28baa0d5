/** How times and numbers are written, everywhere. Pure: `now` is an argument, the zone is the process's or browser's own. */
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** Made once: making it takes longer than using it a hundred times. */
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

export function formatNumber(value: number): string {
  return number.format(value);
}

/** For the axis of a chart, where there is no room: `8,000`, `14K`, `1.2M`. */
export function formatShort(value: number): string {
  return value < 10_000 ? formatNumber(value) : short.format(value);
}

const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });

/** `7.4 %`, `61 %`: one decimal below ten. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  return `${(percent > 0 && percent < 10 ? oneDecimal : noDecimal).format(percent)} %`;
}

// Made once: making one takes longer than all else an answer of a hundred causes does.
const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const noDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** About this many: three significant digits, said so. */
export function formatAbout(value: number): string {
  if (value < 1_000) return formatNumber(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 2);
  return formatNumber(Math.round(value / unit) * unit);
}

export function formatCount(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(value)} ${value === 1 ? singular : plural}`;
}

/** `a, b and 7 more`. */
export function formatList(names: readonly string[], shown = 2): string {
  const rest = names.length - shown;
  if (rest <= 0) return names.join(", ");
  return `${names.slice(0, shown).join(", ")} and ${rest} more`;
}

/** How long ago, as one unit: `9 s`, `72 min` (minutes below two hours), `26 h` (hours below two days), `3 d`. */
export function formatAge(from: Date, now: Date): string {
  const ms = Math.max(0, now.getTime() - from.getTime());
  if (ms < minute) return `${Math.floor(ms / second)} s`;
  if (ms < 2 * hour) return `${Math.floor(ms / minute)} min`;
  if (ms < 2 * day) return `${Math.floor(ms / hour)} h`;
  return `${formatNumber(Math.floor(ms / day))} d`;
}

/** How long until, as two units at most: `3 min`, `5 h 10 min`, `1 d 12 h`. */
export function formatUntil(to: Date, now: Date): string {
  const ms = Math.max(0, to.getTime() - now.getTime());
  if (ms < minute) return `${Math.ceil(ms / second)} s`;
  if (ms < hour) return `${Math.round(ms / minute)} min`;
  if (ms < day) return joinUnits(ms, { big: hour, bigName: "h", small: minute, smallName: "min" });
  return joinUnits(ms, { big: day, bigName: "d", small: hour, smallName: "h" });
}

/** A span that was agreed on, as ages are written: `5 min`, `26 h` (not a day and two hours), `3 d`. */
export function formatSpan(ms: number): string {
  const hours = ms / hour;
  return Number.isInteger(hours) && hours < 48 ? `${hours} h` : formatUntil(new Date(ms), new Date(0));
}

/** How long it took: `38 ms`, `0.9 s`, `48 s`, `2 min 51 s`, `1 h 04 min`. */
export function formatDuration(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / second).toFixed(1)} s`;
  if (ms < minute - 500) return `${Math.round(ms / second)} s`;
  const seconds = Math.round(ms / second);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  const minutes = Math.round(ms / minute);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** A step of a waterfall: `1.23 s`, `40 ms`. */
export function formatStep(ms: number): string {
  return ms < 100 ? `${Math.round(ms)} ms` : `${(ms / second).toFixed(2)} s`;
}

/** `14:21`. */
export function formatClock(date: Date): string {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** `14:21:43.106`. */
export function formatClockMs(date: Date): string {
  return `${formatClock(date)}:${pad(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** A point in time, as short as it stays clear: `14:21:43` today, `Thu 22:10` within a week, `3 Nov 08:14`, `3 Nov 2025`. */
export function formatMoment(date: Date, now: Date): string {
  const daysApart = Math.round((startOfDay(now) - startOfDay(date)) / day);
  if (daysApart === 0) return `${formatClock(date)}:${pad(date.getSeconds())}`;
  if (Math.abs(daysApart) < 7) return `${dayNames[date.getDay()]} ${formatClock(date)}`;
  if (date.getFullYear() === now.getFullYear()) return `${formatDay(date)} ${formatClock(date)}`;
  return formatDate(date);
}

/** When something ends or starts: `14:36` today, else as a moment. */
export function formatDeadline(date: Date, now: Date): string {
  return startOfDay(date) === startOfDay(now) ? formatClock(date) : formatMoment(date, now);
}

/** `4 Mar 2019`. */
export function formatDate(date: Date): string {
  return `${formatDay(date)} ${date.getFullYear()}`;
}

/** A day without a time, as systems write it (`2019-03-04`): no zone may shift it. */
export function formatCalendarDay(year: number, month: number, dayOfMonth: number): string {
  return `${dayOfMonth} ${monthNames[month - 1] ?? month} ${year}`;
}

/** The whole truth: `2026-11-20 13:21:43.106 UTC`. */
export function formatUtc(date: Date): string {
  return `${date.toISOString().replace("T", " ").replace("Z", "")} UTC`;
}

/** Schedules are written in UTC: `Sun 02:00 UTC`. */
export function formatScheduleUtc(date: Date): string {
  return `${dayNames[date.getUTCDay()]} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())} UTC`;
}

/** `412 bytes`, `1.4 kB`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return formatCount(bytes, "byte");
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The middle cut out of a long id: `Cbfk5sHt…tbaN9`. */
export function cutId(id: string): string {
  return id.length <= 16 ? id : `${id.slice(0, 8)}…${id.slice(-5)}`;
}

type Units = { readonly big: number; readonly bigName: string; readonly small: number; readonly smallName: string };

function joinUnits(ms: number, { big, bigName, small, smallName }: Units): string {
  const smalls = Math.round(ms / small);
  const perBig = big / small;
  const rest = smalls % perBig;
  const whole = `${Math.floor(smalls / perBig)} ${bigName}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function formatDay(date: Date): string {
  return `${date.getDate()} ${monthNames[date.getMonth()]}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
