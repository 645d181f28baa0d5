"use client";

import { useEffect } from "react";

const restMs = 1_000;

/** What the first press of a control opens comes while nobody presses yet; whoever presses sooner asks for it himself. */
export function LoadAhead() {
  useEffect(() => {
    const timer = setTimeout(() => {
      const loads = [import("@/components/ui/dialog-panel"), import("@/components/ui/option-list")];
      void Promise.allSettled(loads);
    }, restMs);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
