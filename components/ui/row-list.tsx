import type { ReactNode } from "react";

import { Skeleton } from "./skeleton";

type RowListProps<Row> = {
  /** Absent while loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly empty: string;
  readonly children: (row: Row) => ReactNode;
};

const loadingRows = [0, 1, 2, 3] as const;

/** A short list beside other things, two lines a row. */
export function RowList<Row>({ rows, rowKey, empty, children }: RowListProps<Row>) {
  if (rows?.length === 0) return <p className="text-subtle border-t py-3">{empty}</p>;
  return (
    <ul className="border-t">
      {rows?.map((row) => (
        <li
          key={rowKey(row)}
          className="border-border-faint hover:bg-hover flex min-h-13 items-center gap-3 border-b px-2 py-1.5 max-sm:px-0"
        >
          {children(row)}
        </li>
      ))}
      {rows === undefined
        ? loadingRows.map((row) => (
            <li key={row} className="border-border-faint flex min-h-13 items-center gap-3 border-b px-2">
              <Skeleton className="w-40" />
              <Skeleton className="ml-auto w-20" />
            </li>
          ))
        : null}
    </ul>
  );
}
