import { Check } from "lucide-react";
import type { ReactNode } from "react";

import { Note } from "@/components/ui/note";

/** What a try has shown; read out when it comes. */
export function SuccessNote({ children }: { readonly children: ReactNode }) {
  return (
    <output className="mt-3 block">
      <Note icon={Check} tone="success">
        {children}
      </Note>
    </output>
  );
}
