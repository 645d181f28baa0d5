import { formatCount } from "@/lib/format";

export function nameDays(days: number | null): string {
  return days === null ? "for ever" : formatCount(days, "day");
}
