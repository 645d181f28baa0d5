"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

/** What the current time reads as, renewed each second; a component renders again only when the text differs. */
export function useNowText(toText: (now: Date) => string): string {
  const read = () => toText(new Date(now));
  return useSyncExternalStore(subscribe, read, read);
}

/** The current time to the second, for what is computed from it. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, readSecond, readSecond));
}

function readSecond(): number {
  return Math.floor(now / 1_000) * 1_000;
}

/** One timer for the whole page, and none while nothing shows a time. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tell, 1_000);
  now = Date.now();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function tell(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
