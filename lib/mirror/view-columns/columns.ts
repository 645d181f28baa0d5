/** Known fields of one value, by their type; a field of a nested object is `home_address.city`. */
export type Columns = {
  readonly text?: string;
  readonly number?: string;
  readonly boolean?: string;
  readonly time?: string;
  readonly date?: string;
};

/** The fields of a model, and of the entries of its lists. */
export type ModelViews = { readonly columns: Columns; readonly lists?: Readonly<Record<string, Columns>> };
