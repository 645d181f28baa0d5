import { Truncated } from "@/components/ui/truncated";
import { cn } from "@/lib/cn";

import { readValue } from "./read-value";

type FieldTextProps = { readonly value: unknown; readonly canWrap?: boolean };

/** One value of a record as a person reads it. */
export function FieldText({ value, canWrap = false }: FieldTextProps) {
  const { text, isCode, isEmpty } = readValue(value);
  const look = cn(isCode && "mono", isEmpty && "text-faint");
  if (canWrap) return <span className={cn("min-w-0 break-words", look)}>{text}</span>;
  return <Truncated text={text} className={look} />;
}
