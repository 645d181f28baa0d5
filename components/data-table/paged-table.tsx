"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { ErrorState } from "@/components/feedback/error-state";
import type { PageOf } from "@/lib/http/page";

import type { Column, RowHeight } from "./column";
import { DataTable } from "./data-table";
import { TableFoot } from "./table-foot";

type PagedTableProps<Row> = {
  readonly list: UseInfiniteQueryResult<InfiniteData<PageOf<Row>>>;
  /** What the list holds, as in "The runs could not be loaded". */
  readonly subject: string;
  readonly unaffected: string;
  readonly empty: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly height?: RowHeight;
  readonly reason?: (row: Row) => ReactNode;
};

/** A keyset list: more rows load at its end, and it says what it is while it has none. */
export function PagedTable<Row>({ list, subject, unaffected, empty, ...table }: PagedTableProps<Row>) {
  const rows = list.data?.pages.flatMap((page) => page.rows);
  if (list.isError && !rows) {
    return (
      <ErrorState subject={subject} unaffected={unaffected} error={list.error} onRetry={() => void list.refetch()} />
    );
  }
  if (rows?.length === 0) return empty;
  return (
    <div className={list.isPlaceholderData ? "opacity-60 transition-opacity duration-(--base)" : undefined}>
      <DataTable label={subject} rows={rows} isList {...table} />
      {rows ? (
        <TableFoot
          shown={rows.length}
          hasMore={list.hasNextPage}
          isLoadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
    </div>
  );
}
