import { Truncated } from "@/components/ui/truncated";
import { cn } from "@/lib/cn";

import { MaskedValue } from "./masked-value";
import { isMasked, readValue } from "./read-value";

type FieldTextProps = {
  readonly value: unknown;
  readonly canWrap?: boolean;
  /** Where it stands in the record, for those who may reveal it. */
  readonly path?: string;
};

/** One value of a record as a person reads it. */
export function FieldText({ value, canWrap = false, path = "" }: FieldTextProps) {
  if (isMasked(value)) return <MaskedValue path={path} side="value" />;
  const { text, isCode, isEmpty } = readValue(value);
  const look = cn(isCode && "mono", isEmpty && "text-faint");
  if (canWrap) return <span className={cn("min-w-0 break-words", look)}>{text}</span>;
  return <Truncated text={text} className={look} />;
}
