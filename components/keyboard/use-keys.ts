"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { tinykeys } from "tinykeys";

import { toRoute } from "@/lib/paths";

import { goKeys, helpKey, listKeys, pageKeys, paletteKey } from "./keys";
import { areSingleKeysOn } from "./single-keys";
import { focusRow, neighbourOf, rememberList } from "./walk-list";

type KeyActions = { readonly onPalette: () => void; readonly onHelp: () => void };

/** Every key of the dashboard. Single keys are off while somebody types, in a dialog or menu, and where they were switched off. */
export function useKeys({ onPalette, onHelp }: KeyActions): void {
  const router = useRouter();
  const pathname = usePathname();

  useEffect(() => {
    function goToNeighbour(step: 1 | -1): void {
      const path = neighbourOf(pathname, step);
      if (path !== null) router.push(toRoute(path));
    }
    const actions: readonly (readonly [string, () => void])[] = [
      [listKeys.next.keys, () => focusRow(1)],
      [listKeys.previous.keys, () => focusRow(-1)],
      [listKeys.nextPage.keys, () => goToNeighbour(1)],
      [listKeys.previousPage.keys, () => goToNeighbour(-1)],
      ...goKeys.map(({ keys, href }) => [keys, () => router.push(href)] as const),
    ];
    const stopKeys = tinykeys(window, {
      ...Object.fromEntries(actions.map(([keys, action]) => [keys, unlessBusy(action)])),
      [paletteKey]: (event) => {
        event.preventDefault();
        onPalette();
      },
    });
    function onKeyDown(event: KeyboardEvent): void {
      if (isNotForSingleKeys(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      // By what the key writes: on many keyboards these are written with Shift or Option.
      if (event.key === helpKey) onHelp();
      else if (pageKeys.some(({ keys }) => keys === event.key) && pressControl(event.key)) event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    document.addEventListener("click", rememberList, { capture: true });
    return () => {
      stopKeys();
      window.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("click", rememberList, { capture: true });
    };
  }, [router, pathname, onPalette, onHelp]);
}

function unlessBusy(action: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!isNotForSingleKeys(event)) action();
  };
}

const typedInto = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

function isNotForSingleKeys(event: KeyboardEvent): boolean {
  const isTyping = event.target instanceof Element && event.target.matches(typedInto);
  return isTyping || !areSingleKeysOn() || document.querySelector(overlays) !== null;
}

/** False when the page has nothing for that key. */
function pressControl(key: string): boolean {
  const controls = document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${key}"]`);
  const control = [...controls].find((one) => one.checkVisibility() && !one.matches(":disabled"));
  if (control instanceof HTMLInputElement) control.focus();
  else control?.click();
  return control !== undefined;
}
