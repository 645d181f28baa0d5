"use client";

import dynamic from "next/dynamic";
import { useState } from "react";

import type { DialogProps } from "./dialog-panel";

const DialogPanel = dynamic(async () => (await import("./dialog-panel")).DialogPanel);

/** Asks in its title, says what will happen, and repeats it on its button. */
export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(props.isOpen);
  if (props.isOpen && !wasOpen) setWasOpen(true);
  // Closed, it stays until it has given back the focus and the page's scrolling.
  return wasOpen ? <DialogPanel {...props} /> : null;
}
