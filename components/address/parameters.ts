/** How one parameter of the address is read and written. */
export type Parameter<Value> = {
  /** Null where the text is none of its values. */
  parse(this: void, written: string): Value | null;
  write(this: void, value: Value): string;
  /** What it is while the address does not name it, instead of null. */
  readonly usual?: Value;
};

export const text: Parameter<string> = { parse: (written) => written, write: (value) => value };

export const moment: Parameter<Date> = {
  parse: (written) => (Number.isNaN(Date.parse(written)) ? null : new Date(written)),
  write: (value) => value.toISOString(),
};

export function oneOf<Value extends string>(choices: readonly Value[]): Parameter<Value> {
  return { parse: (written) => choices.find((choice) => choice === written) ?? null, write: (value) => value };
}

export function usually<Value>(parameter: Parameter<Value>, usual: Value): Required<Parameter<Value>> {
  return { ...parameter, usual };
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

type ValueOf<One> =
  One extends Required<Parameter<infer Value>> ? Value : One extends Parameter<infer Value> ? Value | null : never;

export type Values<Of extends Parameters> = { readonly [Name in keyof Of]: ValueOf<Of[Name]> };
/** Null takes the parameter away. */
export type Changes<Of extends Parameters> = { readonly [Name in keyof Of]?: ValueOf<Of[Name]> | null };

export function readQuery<Of extends Parameters>(parameters: Of, query: string): Values<Of> {
  const search = new URLSearchParams(query);
  const values = Object.entries(parameters).map(([name, { parse, usual = null }]) => {
    const written = search.get(name);
    return [name, (written === null ? null : parse(written)) ?? usual];
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name has what its own parameter reads
  return Object.fromEntries(values) as Values<Of>;
}

/** The query after the changes; without changes all of the parameters are taken away. What is usual is not written. */
export function changeQuery<Of extends Parameters>(parameters: Of, changes: Changes<Of> | null, query: string): string {
  const search = new URLSearchParams(query);
  for (const [name, { write, usual }] of Object.entries(parameters)) {
    const value = changes === null ? null : changes[name];
    if (value === undefined) continue;
    if (value === null || value === usual) search.delete(name);
    else search.set(name, write(value));
  }
  return search.toString();
}
