import { cn } from "@/lib/cn";

import { CopyIcon } from "./copy-button";

type IdentifierProps = { readonly value: string; readonly label: string; readonly className?: string };

/** A whole id, to read and to copy. */
export function Identifier({ value, label, className }: IdentifierProps) {
  return (
    <span className={cn("inline-flex max-w-full min-w-0 items-center gap-1", className)}>
      <span className="mono text-subtle min-w-0 truncate">{value}</span>
      <CopyIcon text={value} label={`Copy ${label}`} />
    </span>
  );
}
