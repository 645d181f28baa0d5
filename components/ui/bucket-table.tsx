import type { Route } from "next";

import { formatNumber } from "@/lib/format";

import type { Bucket } from "./bucket-bars";
import { nameSpan } from "./bucket-span";
import { Amount } from "./nothing";
import { TextLink } from "./text-link";

type Series = {
  readonly name: string;
  readonly valueOf: (index: number) => number;
  /** The list behind a number. */
  readonly hrefOf?: (index: number) => Route;
};

type BucketTableProps = {
  readonly label: string;
  readonly buckets: readonly Pick<Bucket, "start" | "end">[];
  readonly series: readonly Series[];
};

/** What a chart shows, to read and to copy; newest first. */
export function BucketTable({ label, buckets, series }: BucketTableProps) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <table aria-label={label} className="w-full">
        <thead>
          <tr className="text-subtle text-xs">
            <th scope="col" className="bg-surface sticky top-0 h-8 px-4 text-left font-medium">
              Time
            </th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="bg-surface sticky top-0 h-8 px-4 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets
            .map((bucket, index) => (
              <tr key={bucket.start} className="border-border-faint border-t">
                <th scope="row" className="text-muted h-8 px-4 text-left font-normal whitespace-nowrap">
                  {nameSpan(bucket)}
                </th>
                {series.map(({ name, valueOf, hrefOf }) => (
                  <td key={name} className="px-4 text-right">
                    {hrefOf && valueOf(index) > 0 ? (
                      <TextLink href={hrefOf(index)}>{formatNumber(valueOf(index))}</TextLink>
                    ) : (
                      <Amount value={valueOf(index)} />
                    )}
                  </td>
                ))}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </div>
  );
}
