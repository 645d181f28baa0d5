import type { KeyboardEvent } from "react";

const items = '[role^="menuitem"]';

/** The first item of a menu. */
export function findItem(menu: HTMLElement): HTMLElement | null {
  return menu.querySelector<HTMLElement>(items);
}

/** Arrows, Home, End and first letters, as in every menu; Tab stays inside. */
export function walkMenu(event: KeyboardEvent<HTMLElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(items)];
  const next = toNext(all, event);
  if (next) next.focus();
  if (next || event.key === "Tab") event.preventDefault();
}

function toNext(
  all: readonly HTMLElement[],
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
): HTMLElement | undefined {
  const at = all.findIndex((item) => item === document.activeElement);
  switch (key) {
    case "ArrowDown":
      return all[Math.min(at + 1, all.length - 1)];
    case "ArrowUp":
      return at === -1 ? all.at(-1) : all[Math.max(at - 1, 0)];
    case "Home":
      return all[0];
    case "End":
      return all.at(-1);
    default: {
      const isLetter = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
      const fromHere = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      return isLetter ? fromHere.find((item) => beginsWith(item, key)) : undefined;
    }
  }
}

function beginsWith(item: HTMLElement, letter: string): boolean {
  return item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase());
}
