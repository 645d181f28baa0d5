import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { Note } from "@/components/ui/note";
import { cn } from "@/lib/cn";

import { bringIntoView } from "./bring-into-view";

/** Why something just asked for was not done; read out at once. */
export function ProblemNote({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <div ref={bringIntoView} role="alert" className={cn("problem-note", className)}>
      <Note icon={CircleAlert} tone="danger">
        {children}
      </Note>
    </div>
  );
}
