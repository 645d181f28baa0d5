"use client";

import { useEffect } from "react";
import { Toaster as Shelf, toast } from "sonner";

import { showToasts } from "./toast";

/** Where toasts appear. Loaded with the first of them. */
export function Toaster() {
  // Its shelf listens once it is mounted, which is before this.
  useEffect(() => showToasts(({ message, options }) => void toast(message, options)), []);
  return (
    <Shelf
      position="bottom-right"
      duration={6_000}
      // Above the bar of places.
      mobileOffset={{ bottom: 72, left: 16, right: 16 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-85 max-w-full items-center gap-2.5 rounded-lg bg-raised px-4 py-3 font-sans text-sm text-fg shadow-md",
          actionButton: "ml-auto rounded-md px-2 py-1 font-medium hover:bg-hover",
        },
      }}
    />
  );
}
