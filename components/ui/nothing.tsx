import { formatNumber } from "@/lib/format";

/** "Not applicable", in a table. */
export function Dash() {
  return (
    <span data-none className="text-faint">
      –
    </span>
  );
}

/** A number of a table: zero carries nothing, so it steps back. */
export function Amount({ value }: { readonly value: number }) {
  return value === 0 ? <span className="text-faint">0</span> : formatNumber(value);
}
