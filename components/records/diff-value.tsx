import type { PathChange } from "@/lib/mirror/schema";

import { MaskedValue } from "./masked-value";
import { isEmptyValue, isMasked, readValue } from "./read-value";

type DiffValueProps = {
  readonly value: unknown;
  readonly path: PathChange["path"];
  readonly side: "from" | "to";
};

/** One side of a difference. */
export function DiffValue({ value, path, side }: DiffValueProps) {
  if (isEmptyValue(value)) return <span className="text-subtle">empty</span>;
  if (isMasked(value)) return <MaskedValue path={path} side={side} />;
  const { text } = readValue(value);
  const shown = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  if (side === "to") {
    return (
      <ins className="bg-success-bg text-success-fg max-w-full rounded-[3px] px-1 break-words no-underline">
        {shown}
      </ins>
    );
  }
  return (
    <del className="bg-danger-bg text-danger-fg max-w-full rounded-[3px] px-1 break-words decoration-current/50">
      {shown}
    </del>
  );
}
