import { clsx, type ClassValue } from "clsx";

/** Says none of them twice: which of two would win is for the order of the style sheet to say, not for that of the classes. */
export function cn(...classes: readonly ClassValue[]): string {
  return clsx(classes);
}
