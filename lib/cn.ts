import { clsx, type ClassValue } from "clsx";
import { twMerge } from "tailwind-merge";

export function cn(...classes: readonly ClassValue[]): string {
  return twMerge(clsx(classes));
}
