import type { ReactNode } from "react";

/** Of the whole page, or of a part of it. */
export const headingLook = { h1: "text-xl font-semibold text-balance", h2: "font-semibold" } as const;

type EmptyStateProps = {
  /** `h1` where nothing else on the page is one. */ readonly level?: "h1" | "h2";
  readonly title: string;
  readonly text: ReactNode;
  readonly children?: ReactNode;
};

/** What is empty and why, then the way out. */
export function EmptyState({ title, text, children, level: Heading = "h2" }: EmptyStateProps) {
  return (
    <div className={Heading === "h1" ? undefined : "py-6 sm:px-2"}>
      <Heading className={headingLook[Heading]}>{title}</Heading>
      <p className="text-muted max-w-text text-pretty">{text}</p>
      {children ? <div className="mt-3 flex flex-wrap gap-2">{children}</div> : null}
    </div>
  );
}
