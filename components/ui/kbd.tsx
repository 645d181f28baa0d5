import type { ReactNode } from "react";

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="bg-sunken text-2xs text-subtle inline-block min-w-4.5 rounded-sm border px-1 text-center font-sans font-medium max-sm:hidden">
      {children}
    </kbd>
  );
}
