"use client";

import { useEffectEvent, useLayoutEffect, useRef, type ComponentProps, type RefObject } from "react";
import { createPortal } from "react-dom";

import { cn } from "@/lib/cn";

import { placeBeside } from "./place-beside";

type PopupProps = Omit<ComponentProps<"div">, "ref" | "role" | "popover" | "tabIndex"> & {
  readonly kind: "menu" | "dialog";
  /** What it opens from and stands beside. */
  readonly anchorRef: RefObject<HTMLElement | null>;
  readonly align: "start" | "end";
  readonly onClose: () => void;
  /** Where the focus starts, if not on the box itself. */
  readonly toFirstFocus?: (box: HTMLElement) => HTMLElement | null;
};

/** A box above the page while it is mounted: a press elsewhere, Escape, and a focus that leaves it close it. */
export function Popup({ kind, anchorRef, align, onClose, toFirstFocus, className, ...props }: PopupProps) {
  const boxRef = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);
  const findFirst = useEffectEvent((box: HTMLElement) => toFirstFocus?.(box) ?? box);

  useLayoutEffect(() => {
    const box = boxRef.current;
    const anchor = anchorRef.current;
    if (!box || !anchor) return undefined;
    const place = () => placeBeside(box, anchor, { side: "below", align, gapPx: 4 });
    box.showPopover();
    place();
    findFirst(box).focus({ preventScroll: true });

    const sizes = new ResizeObserver(place);
    sizes.observe(box);
    const listening = new AbortController();
    const always = { capture: true, passive: true, signal: listening.signal };
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !box.contains(target) && !anchor.contains(target)) close();
    };
    const leaveByKey = (event: KeyboardEvent) => {
      // Tab goes on from where the box was opened, not from the end of the page, where it stands.
      if (event.key === "Tab" && kind === "dialog") anchor.focus();
      if (event.key !== "Escape") return;
      event.stopPropagation();
      anchor.focus();
      close();
    };
    box.addEventListener("keydown", leaveByKey, { signal: listening.signal });
    window.addEventListener("scroll", place, always);
    window.addEventListener("resize", place, always);
    document.addEventListener("pointerdown", leave, always);
    document.addEventListener("focusin", leave, always);
    return () => {
      sizes.disconnect();
      listening.abort();
      box.hidePopover();
    };
  }, [anchorRef, align, kind]);

  return createPortal(
    <div
      {...props}
      ref={boxRef}
      role={kind}
      popover="manual"
      tabIndex={-1}
      className={cn("rise bg-raised text-fg fixed inset-auto m-0 rounded-lg shadow-md outline-none", className)}
    />,
    document.body,
  );
}
