import type { JsonObject } from "./json";
import type { Scope } from "./table";

/** How a record looks on the wire where it is shown: which of its fields, and which other records inside of it. */
export type Shape = {
  /** All own fields unless given. */
  readonly pick?: readonly string[];
  readonly omit?: readonly string[];
  readonly parts?: Readonly<Record<string, Part>>;
};

export type Part = {
  /** link: one record or null. children: those that live below it. join: members of a list. */
  readonly via: "link" | "children" | "join";
  /** Name of the link, the child model or the join model. */
  readonly of: string;
  readonly shape: Shape;
  /** What Kombo's `updated_after` tables call it, where that is not the key. */
  readonly rule?: string;
  /** The record sits in an object of its own under this key. */
  readonly wrap?: string;
  /** Fields that belong to the pair rather than to the record. */
  readonly extra?: (options: {
    readonly scope: Scope;
    readonly owner: number;
    readonly position: number;
  }) => JsonObject;
};

/** One list endpoint: its records, and its own filters. */
export type ListEndpoint = {
  readonly path: string;
  readonly model: string;
  readonly shape: Shape;
  readonly filters?: readonly Filter[];
  /** Answers everything at once, without cursor or page_size. */
  readonly unpaginated?: boolean;
};

export type Filter = {
  readonly param: string;
  /** in: comma list. contains: ignoring case. The others compare as text, which is right for dates as on the wire. */
  readonly test: "is" | "in" | "contains" | "atLeast" | "atMost" | "after" | "before" | "unsupported";
  /** Path into the record as on the wire; `*` is each element of a list. */
  readonly path?: string;
};
