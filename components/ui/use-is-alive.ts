"use client";

import { useSyncExternalStore } from "react";

/** False in the server's HTML and until it is alive. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
