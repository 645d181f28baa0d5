import type { ExternalToast } from "sonner";

type Told = { readonly message: string; readonly options: ExternalToast | undefined };

/** What was told before there was anybody to show it. */
const waiting: Told[] = [];
let show: ((told: Told) => void) | null = null;
let onFirst: (() => void) | null = null;

/** Tells what was done; gone after some seconds. */
export function toast(message: string, options?: ExternalToast): void {
  const told = { message, options };
  if (show) show(told);
  else {
    waiting.push(told);
    onFirst?.();
  }
}

/** Calls back when there is something to tell and nobody to show it. */
export function awaitFirstToast(onWaiting: () => void): () => void {
  onFirst = onWaiting;
  if (waiting.length > 0) onWaiting();
  return () => void (onFirst = null);
}

export function showToasts(shower: (told: Told) => void): () => void {
  show = shower;
  for (const told of waiting.splice(0)) shower(told);
  return () => void (show = null);
}
