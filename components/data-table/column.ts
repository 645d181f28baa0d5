import type { ReactNode } from "react";

export type Column<Row> = {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "right";
  /** Where the cell stands when the row is a card; a column without a place is not shown on a phone. */
  readonly card?: "lead" | "state" | "line" | "start" | "end";
  /** The width of the window from which the column has room; `card`: only where rows are cards. */
  readonly from?: "lg" | "xl" | "wide" | "card";
  readonly className?: string;
  /** The order of rows that this column's head asks for. */
  readonly sort?: { readonly direction: "ascending" | "descending" | null; readonly onSort: () => void };
  /** One of the columns that a row's reason, when it has one, takes the place of. */
  readonly givesWay?: boolean;
};

export const rowHeights = { one: "h-10", two: "h-13", dense: "h-8.5" } as const;
export type RowHeight = keyof typeof rowHeights;

/** Beside the first and the last column: a panel has its own margins. */
export const edgeClass = { page: "first:pl-2 last:pr-2", panel: "first:pl-4 last:pr-4" } as const;

export const fromClass = {
  lg: "sm:max-lg:hidden",
  xl: "sm:max-xl:hidden",
  wide: "sm:max-[1359px]:hidden",
  card: "sm:hidden",
} as const;

export const cardClass = {
  // What it leads to is reached from all over the card.
  lead: "max-sm:order-1 max-sm:[&_a]:after:absolute max-sm:[&_a]:after:inset-0",
  state: "max-sm:order-2 max-sm:justify-self-end",
  line: "max-sm:order-3 max-sm:col-span-2",
  start: "max-sm:order-4",
  end: "max-sm:order-5 max-sm:col-start-2 max-sm:justify-self-end max-sm:text-right",
} as const;
