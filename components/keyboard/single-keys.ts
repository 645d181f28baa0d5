"use client";

import { useSyncExternalStore } from "react";

const name = "kombo-mirror.single-keys";
const off = "off";
const changed = "kombo-mirror:single-keys";

/**
 * Whether single keys do something on this device. Who speaks to the computer, or presses keys by accident, must be able
 * to switch them off (WCAG 2.1.4).
 */
export function useSingleKeys(): readonly [boolean, (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, areSingleKeysOn, () => true), setSingleKeys];
}

export function areSingleKeysOn(): boolean {
  return localStorage.getItem(name) !== off;
}

function setSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(name);
  else localStorage.setItem(name, off);
  dispatchEvent(new Event(changed));
}

function subscribe(onChange: () => void): () => void {
  for (const event of ["storage", changed]) addEventListener(event, onChange);
  return () => {
    for (const event of ["storage", changed]) removeEventListener(event, onChange);
  };
}
