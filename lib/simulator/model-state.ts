import type { MutableJson } from "./json";
import type { Link, Table } from "./table";

/** What a mutation left; everything else about a record is computed. */
export type Change = {
  changedAt: number;
  deletedAt: number | null;
  readonly fields: MutableJson;
  readonly links: Map<string, number | null>;
};

export type Membership = { readonly changedAt: number; readonly to: readonly number[] };

/** What is held in memory of one model of one integration. */
export type ModelState = {
  readonly table: Table;
  readonly salt: number;
  readonly links: ReadonlyMap<string, Link>;
  readonly changes: Map<number, Change>;
  readonly recent: Map<number, MutableJson>;
  readonly ids: Map<number, string>;
  added: number;
};

export function requireLink(links: ReadonlyMap<string, Link>, name: string): Link {
  const link = links.get(name);
  if (!link) throw new Error(`No such link: ${name}`);
  return link;
}
