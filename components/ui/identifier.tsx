import { cn } from "@/lib/cn";

import { CopyIcon } from "./copy-button";

type IdentifierProps = {
  readonly value: string;
  readonly label: string;
  readonly className?: string;
  /** Of what the page is about: `y` copies it. */ readonly isOfPage?: boolean;
};

/** A whole id, to read and to copy. */
export function Identifier({ value, label, className, isOfPage = false }: IdentifierProps) {
  return (
    <span className={cn("inline-flex max-w-full min-w-0 items-center gap-1", className)}>
      <span className="mono text-subtle min-w-0 break-all">{value}</span>
      <CopyIcon text={value} label={`Copy ${label}`} shortcut={isOfPage ? "y" : undefined} />
    </span>
  );
}
