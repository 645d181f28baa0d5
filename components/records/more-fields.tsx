import { ChevronRight } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { formatCount } from "@/lib/format";

import { isEmptyValue } from "./read-value";
import { FieldRows } from "./record-fields";
import type { Field } from "./record-layout";

const nothingChanged: ReadonlySet<string> = new Set();

type MoreFieldsProps = { readonly fields: readonly Field[]; readonly isErased: boolean };

export function MoreFields({ fields, isErased }: MoreFieldsProps) {
  if (fields.length === 0) return null;
  const hint = isErased ? "the rest is erased" : "kept exactly as Kombo sent them";
  const empty = fields.filter(({ value }) => isEmptyValue(value)).length;
  return (
    <details className="group rounded-lg border">
      <summary className="hover:bg-hover flex min-h-10 cursor-pointer list-none items-center gap-2 rounded-lg px-4 max-sm:min-h-11">
        <Icon
          of={ChevronRight}
          size="sm"
          className="text-subtle transition-transform duration-(--base) group-open:rotate-90"
        />
        <span className="font-medium whitespace-nowrap">{formatCount(fields.length, "more field")}</span>
        <span className="text-subtle min-w-0 sm:truncate">
          {empty > 0 ? `${empty} empty, ` : ""}
          {hint}
        </span>
      </summary>
      <div className="border-t px-4 py-2">
        <FieldRows fields={fields} changedKeys={nothingChanged} />
      </div>
    </details>
  );
}
