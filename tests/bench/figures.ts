export type Spread = { readonly median: number; readonly least: number; readonly most: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

export function medianOf(values: readonly number[]): number {
  return spreadOf(values).median;
}

/** With the thousands apart: 12,345. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}

export function megabytes(bytes: number): string {
  return `${whole(bytes / 1024 ** 2)} MB`;
}

export function inWords({ median, least, most }: Spread): string {
  return least === most ? whole(median) : `${whole(median)} (${whole(least)}–${whole(most)})`;
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const aligned = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, aligned, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
