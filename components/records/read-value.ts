import type { Masked } from "@/lib/auth/mask";
import { formatCalendarDay, formatDate, formatNumber, formatClock } from "@/lib/format";

export type ReadValue = { readonly text: string; readonly isCode: boolean; readonly isEmpty: boolean };

const dayAtMidnight = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00:00(?:\.0+)?Z)?$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;
const constantName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[A-Z]{4,}$/;
const opaqueId = /^(?=.*\d)(?=.*[a-zA-Z])[A-Za-z0-9_-]{16,}$/;

/** How a value of a record reads; a day is a day in every zone, an enum value is words. */
export function readValue(value: unknown): ReadValue {
  if (isEmptyValue(value)) return { text: "–", isCode: false, isEmpty: true };
  if (isMasked(value)) return plain(dots);
  if (typeof value === "string") return readString(value);
  if (typeof value === "number") return plain(Math.abs(value) < 10_000 ? String(value) : formatNumber(value));
  if (typeof value === "boolean") return plain(value ? "Yes" : "No");
  if (Array.isArray(value)) return plain(value.map((entry) => readValue(entry).text).join(", "));
  return { text: summarise(value), isCode: false, isEmpty: false };
}

export function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isEmptyValue);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isMasked(value);
}

/** What the server put in the place of a value that may not be seen. */
export function isMasked(value: unknown): value is Masked {
  return typeof value === "object" && value !== null && "masked" in value && Object.keys(value).length === 1;
}

const dots = "••••••";

/** What a nested object is called: its name, or the person's, or its title. */
function nameObject(value: Readonly<Record<string, unknown>>): string | null {
  const person = [value["first_name"], value["last_name"]].filter((part) => typeof part === "string" && part !== "");
  const names = [
    value["display_full_name"],
    value["name"],
    value["title"],
    person.join(" "),
    value["job_title"],
    value["label"],
  ];
  const name = names.find((candidate) => typeof candidate === "string" && candidate !== "");
  if (typeof name === "string") return name;
  // It has a name, which may not be seen: nothing else of it is one.
  return [...names, value["first_name"], value["last_name"]].some(isMasked) ? dots : null;
}

function readString(value: string): ReadValue {
  const day = dayAtMidnight.exec(value);
  if (day) return plain(formatCalendarDay(Number(day[1]), Number(day[2]), Number(day[3])));
  if (instant.test(value)) {
    const date = new Date(value);
    return plain(`${formatDate(date)} ${formatClock(date)}`);
  }
  if (constantName.test(value)) return plain(toWords(value));
  return { text: value, isCode: opaqueId.test(value), isEmpty: false };
}

/** `FULL_TIME` → `Full time`. */
function toWords(value: string): string {
  const words = lowerWords(value);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function lowerWords(value: string): string {
  return value.toLowerCase().replaceAll("_", " ");
}

function summarise(value: unknown): string {
  if (!isObject(value)) return String(value);
  const name = nameObject(value);
  if (name !== null) return name;
  const inner = Object.values(value)
    .filter(isObject)
    .flatMap((part) => nameObject(part) ?? []);
  if (inner.length > 0) return inner.join(", ");
  const parts = Object.entries(value).filter(([, part]) => !isEmptyValue(part) && typeof part !== "object");
  const telling = parts.filter(([key]) => !bookkeeping.test(key));
  if (telling.length > 0) return telling.map(([key, part]) => `${lowerWords(key)} ${readValue(part).text}`).join(", ");
  return parts.length > 0 ? parts.map(([, part]) => readValue(part).text).join(", ") : JSON.stringify(value);
}

/** Fields that say which object it is and when it was written, and nothing of what it says. */
const bookkeeping = /^(?:(?:.*_)?id|raw|changed_at|remote_created_at|remote_updated_at|remote_deleted_at)$/;

function plain(text: string): ReadValue {
  return { text, isCode: false, isEmpty: false };
}
