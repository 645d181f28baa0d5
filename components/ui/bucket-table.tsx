import { nameHour, type Bucket } from "./bucket-bars";
import { Amount } from "./nothing";

type Series = { readonly name: string; readonly valueOf: (index: number) => number };

type BucketTableProps = { readonly label: string; readonly buckets: readonly Pick<Bucket, "start">[]; readonly series: readonly Series[] };

/** What a chart shows, to read and to copy; newest hour first. */
export function BucketTable({ label, buckets, series }: BucketTableProps) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <table aria-label={label} className="w-full">
        <thead>
          <tr className="text-xs text-subtle">
            <th scope="col" className="sticky top-0 h-8 bg-surface px-4 text-left font-medium">
              Hour
            </th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="sticky top-0 h-8 bg-surface px-4 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets
            .map(({ start }, index) => (
              <tr key={start} className="border-t border-border-faint">
                <th scope="row" className="h-8 px-4 text-left font-normal whitespace-nowrap text-muted">
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
