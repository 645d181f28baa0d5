import type { Route } from "next";

/** Where `g` and a second key lead. */
export const goKeys = [
  { keys: "g o", text: "Overview", href: "/" },
  { keys: "g i", text: "Integrations", href: "/integrations" },
  { keys: "g w", text: "Webhooks", href: "/webhooks" },
  { keys: "g r", text: "Runs", href: "/runs" },
  { keys: "g e", text: "Records", href: "/records" },
  { keys: "g d", text: "Drift", href: "/drift" },
  { keys: "g s", text: "Settings", href: "/settings" },
] as const satisfies readonly { readonly keys: string; readonly text: string; readonly href: Route }[];

/** What a control of the page in view may name as its `aria-keyshortcuts`: the key presses it, or puts the cursor in it. */
export const pageKeys = [
  { keys: "/", text: "Search the list" },
  { keys: "f", text: "Full fetch…" },
  { keys: "p", text: "Pause or resume…" },
  { keys: "y", text: "Copy the id" },
  { keys: "c", text: "Walk to the cause" },
  { keys: "v", text: "Walk to the effect" },
] as const;

export type PageKey = (typeof pageKeys)[number]["keys"];

export const listKeys = {
  next: { keys: "j", text: "Next row" },
  previous: { keys: "k", text: "Previous row" },
  open: { keys: "Enter", text: "Open the row" },
  nextPage: { keys: "]", text: "Next of the list, on the page of one" },
  previousPage: { keys: "[", text: "Previous of the list, on the page of one" },
} as const;

export const helpKey = "?";
export const paletteKey = "$mod+k";
