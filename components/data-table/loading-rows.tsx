import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

import { cardClass, edgeClass, fromClass, rowHeights, type Column, type RowHeight } from "./column";

type LoadingRowsProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly height: RowHeight;
  readonly isInPanel: boolean;
};

const widths = ["w-28", "w-20", "w-32", "w-24", "w-16"] as const;
const rowNumbers = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** Bars where values will stand, under the real head. */
export function LoadingRows<Row>({ columns, height, isInPanel }: LoadingRowsProps<Row>) {
  return rowNumbers.map((rowNumber) => (
    <tr
      key={rowNumber}
      className="border-border-faint border-b max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:py-3"
    >
      {columns.map((column, index) => (
        <td
          key={column.id}
          className={cn(
            "px-3 max-sm:h-auto max-sm:p-0 max-sm:first:pl-0 max-sm:last:pr-0",
            edgeClass[isInPanel ? "panel" : "page"],
            rowHeights[height],
            column.align === "right" && "text-right",
            column.from && fromClass[column.from],
            column.card ? cn("max-sm:block", cardClass[column.card]) : "max-sm:hidden",
          )}
        >
          <Skeleton
            className={cn(
              "max-w-full",
              column.align === "right" ? "w-10" : widths[(rowNumber + index) % widths.length],
            )}
          />
        </td>
      ))}
    </tr>
  ));
}
