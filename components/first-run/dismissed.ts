"use client";

import { useSyncExternalStore } from "react";

const name = "kombo-mirror.first-run";
const dismissed = "dismissed";
const changed = "kombo-mirror:first-run";

/** Whether this device has seen enough of what is left to do; Settings, Connection still says it. */
export function useDismissed(): readonly [boolean, () => void] {
  return [useSyncExternalStore(subscribe, isDismissed, () => true), dismiss];
}

function isDismissed(): boolean {
  return localStorage.getItem(name) === dismissed;
}

function dismiss(): void {
  localStorage.setItem(name, dismissed);
  dispatchEvent(new Event(changed));
}

function subscribe(onChange: () => void): () => void {
  for (const event of ["storage", changed]) addEventListener(event, onChange);
  return () => {
    for (const event of ["storage", changed]) removeEventListener(event, onChange);
  };
}
