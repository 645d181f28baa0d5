import { ArrowDown, ArrowUp } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { cn } from "@/lib/cn";

import { edgeClass, fromClass, type Column } from "./column";

type ColumnHeadProps<Row> = { readonly column: Column<Row>; readonly isInPanel: boolean };

export function ColumnHead<Row>({ column, isInPanel }: ColumnHeadProps<Row>) {
  const { head, align, from, sort } = column;
  return (
    <th
      scope="col"
      {...(sort?.direction ? { "aria-sort": sort.direction } : {})}
      className={cn(
        "text-subtle h-8 border-b px-3 text-xs font-medium whitespace-nowrap",
        isInPanel ? edgeClass.panel : [edgeClass.page, "bg-surface sticky top-12 z-1"],
        align === "right" ? "text-right" : "text-left",
        from && fromClass[from],
      )}
    >
      {sort ? (
        <button
          type="button"
          onClick={sort.onSort}
          className="hover:text-fg inline-flex h-6 items-center gap-1 rounded-sm"
        >
          {head}
          {sort.direction ? <Icon of={sort.direction === "ascending" ? ArrowUp : ArrowDown} size="xs" /> : null}
        </button>
      ) : (
        head
      )}
    </th>
  );
}
