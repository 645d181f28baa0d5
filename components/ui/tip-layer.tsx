"use client";

import { useEffect, useId, useRef, useState } from "react";

import { cn } from "@/lib/cn";

import { placeBeside } from "./place-beside";

const showAfterMs = 250;
/** Time to move the pointer onto the tip, to read or copy it. */
const hideAfterMs = 150;

type TipOptions = { readonly isMono?: boolean };

/** What an element tells when it is pointed at, tapped or has the focus: spread it over the element. */
export function tip(text: string, { isMono = false }: TipOptions = {}) {
  return { "data-tip": text, "data-tip-mono": isMono ? "" : undefined };
}

type Shown = { readonly target: HTMLElement; readonly text: string; readonly isMono: boolean };

/** One layer for the tips of the whole page: an element of a long list costs two attributes, text that is cut none. */
export function TipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const boxRef = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    const box = boxRef.current;
    return box === null ? undefined : listen(box, setShown);
  }, []);

  useEffect(() => {
    const box = boxRef.current;
    if (shown === null || box === null) return undefined;
    shown.target.setAttribute("aria-describedby", id);
    box.showPopover();
    placeBeside(box, shown.target, { side: "above", align: "center", gapPx: 6 });
    return () => {
      shown.target.removeAttribute("aria-describedby");
      box.hidePopover();
    };
  }, [shown, id]);

  return (
    <div
      ref={boxRef}
      id={id}
      role="tooltip"
      popover="manual"
      className={cn(
        "bg-raised text-fg fixed inset-auto m-0 max-w-[min(24rem,calc(100vw-1rem))] rounded-md px-2 py-1 text-xs wrap-anywhere shadow-md",
        shown?.isMono === true && "mono",
      )}
    >
      {shown?.text}
    </div>
  );
}

/** Calls back with what is to be shown; returns what ends it. */
function listen(box: HTMLElement, onChange: (shown: Shown | null) => void): () => void {
  const listening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const change = (shown: Shown | null, afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => onChange(shown), afterMs);
  };
  const on = <Name extends keyof DocumentEventMap>(name: Name, handle: (event: DocumentEventMap[Name]) => void) =>
    document.addEventListener(name, handle, { signal: listening.signal, capture: true, passive: true });

  on("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch" || !(target instanceof Element)) return;
    if (box.contains(target)) return clearTimeout(timer);
    const told = readTip(target);
    change(told, told === null ? hideAfterMs : showAfterMs);
  });
  on("focusin", ({ target }) => {
    if (!(target instanceof Element) || !target.matches(":focus-visible")) return;
    change(readTip(target) ?? readCut(target.querySelector(".truncate")), 0);
  });
  // A finger points at nothing before it taps; what leads somewhere goes there instead.
  on("pointerup", ({ target, pointerType }) => {
    if (pointerType !== "touch" || !(target instanceof Element) || target.closest("a, button, label, summary")) return;
    change(readTip(target), 0);
  });
  on("focusout", () => change(null, 0));
  on("pointerdown", () => change(null, 0));
  on("scroll", () => change(null, 0));
  on("keydown", ({ key }) => {
    if (key === "Escape") change(null, 0);
  });
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
}

function readTip(element: Element): Shown | null {
  const target = element.closest<HTMLElement>("[data-tip]");
  const text = target?.dataset["tip"];
  if (!target || text === undefined) return readCut(element.closest(".truncate"));
  return { target, text, isMono: target.dataset["tipMono"] !== undefined };
}

/** Whatever had no room is told whole. */
function readCut(target: Element | null): Shown | null {
  if (!(target instanceof HTMLElement) || target.scrollWidth <= target.clientWidth) return null;
  return { target, text: target.innerText, isMono: false };
}
