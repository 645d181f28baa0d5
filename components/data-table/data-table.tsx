import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

import { cardClass, edgeClass, fromClass, rowHeights, type Column, type RowHeight } from "./column";
import { ColumnHead } from "./column-head";
import { LoadingRows } from "./loading-rows";

type DataTableProps<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Absent while the first rows are loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly height?: RowHeight;
  /** What a row says instead of its counts: why it failed, why it waits. */
  readonly reason?: (row: Row) => ReactNode;
  /** The list of its page: `j` and `k` walk through it, and the pages of its rows lead on to the next. */
  readonly isList?: boolean;
  /** In a panel the head does not stick and the edges have room. */
  readonly isInPanel?: boolean;
};

/** Rows under a sticky head; below 640 px each row is a card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, height = "one", reason, isList = false, isInPanel = false } = props;
  return (
    <table
      aria-label={label}
      aria-busy={rows === undefined}
      data-list={isList || undefined}
      className="w-full border-collapse max-sm:block"
    >
      <thead className="max-sm:sr-only">
        <tr>
          {columns.map((column) => (
            <ColumnHead key={column.id} column={column} isInPanel={isInPanel} />
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows === undefined ? <LoadingRows columns={columns} height={height} isInPanel={isInPanel} /> : null}
        {rows?.map((row) => (
          <BodyRow
            key={rowKey(row)}
            row={row}
            columns={columns}
            height={height}
            reason={reason?.(row)}
            isInPanel={isInPanel}
          />
        ))}
      </tbody>
    </table>
  );
}

type BodyRowProps<Row> = {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly height: RowHeight;
  readonly reason: ReactNode;
  readonly isInPanel: boolean;
};

function BodyRow<Row>({ row, columns, height, reason, isInPanel }: BodyRowProps<Row>) {
  const stays = reason ? columns.filter((column) => !column.givesWay) : columns;
  const taken = columns.filter((column) => !stays.includes(column) && column.from !== "card").length;
  return (
    <tr className={cn(rowLook, isInPanel && "last:border-b-0 max-sm:px-4")}>
      {stays.map((column) => (
        <td key={column.id} className={cn(cellLook(column, isInPanel), rowHeights[height])}>
          {column.cell(row)}
        </td>
      ))}
      {taken > 0 ? (
        <td
          colSpan={taken}
          className={cn(
            "max-w-0 min-w-40 px-3 text-right text-xs max-sm:order-6 max-sm:col-span-2 max-sm:block max-sm:max-w-none max-sm:p-0 max-sm:text-left sm:max-xl:hidden",
            isInPanel ? "last:pr-4" : "last:pr-2",
          )}
        >
          {reason}
        </td>
      ) : null}
    </tr>
  );
}

const rowLook =
  "border-b border-border-faint hover:bg-hover has-[a:focus-visible]:bg-selected [&:has(a:focus-visible)>td:first-child]:shadow-[inset_2px_0_0_var(--accent)] scroll-mt-24 max-sm:relative max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:border-border max-sm:py-3";

/** What else a card has to press lies on top of where all of it leads, and is tall enough to be met. */
const aboveCard = "max-sm:[&_:is(a,button)]:relative max-sm:[&_:is(a,button)]:z-1 max-sm:tall-links";

function cellLook<Row>(column: Column<Row>, isInPanel: boolean): string {
  return cn(
    // A card has no line for what there is nothing of.
    "px-3 max-sm:h-auto max-sm:min-h-5 max-sm:w-auto max-sm:max-w-full max-sm:min-w-0 max-sm:p-0 max-sm:first:pl-0 max-sm:last:pr-0 max-sm:has-data-none:hidden",
    edgeClass[isInPanel ? "panel" : "page"],
    column.align === "right" && "text-right whitespace-nowrap",
    column.from && fromClass[column.from],
    column.card ? cn("max-sm:block", cardClass[column.card]) : "max-sm:hidden",
    column.card && column.card !== "lead" && aboveCard,
    column.className,
  );
}
