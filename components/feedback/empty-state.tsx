import type { ReactNode } from "react";

type EmptyStateProps = { readonly title: string; readonly text: ReactNode; readonly children?: ReactNode };

/** What is empty and why, then the way out. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className="px-2 py-6">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-muted max-w-[72ch] text-pretty">{text}</p>
      {children ? <div className="mt-3 flex flex-wrap gap-2">{children}</div> : null}
    </div>
  );
}
