import { nameHour, type Bucket } from "./bucket-bars";
import { Amount } from "./nothing";

type Series = { readonly name: string; readonly valueOf: (index: number) => number };

type BucketTableProps = {
  readonly label: string;
  readonly buckets: readonly Pick<Bucket, "start">[];
  readonly series: readonly Series[];
};

/** What a chart shows, to read and to copy; newest hour first. */
export function BucketTable({ label, buckets, series }: BucketTableProps) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <table aria-label={label} className="w-full">
        <thead>
          <tr className="text-subtle text-xs">
            <th scope="col" className="bg-surface sticky top-0 h-8 px-4 text-left font-medium">
              Hour
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
            .map(({ start }, index) => (
              <tr key={start} className="border-border-faint border-t">
                <th scope="row" className="text-muted h-8 px-4 text-left font-normal whitespace-nowrap">
                  {nameHour(start)}
                </th>
                {series.map(({ name, valueOf }) => (
                  <td key={name} className="px-4 text-right">
                    <Amount value={valueOf(index)} />
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
