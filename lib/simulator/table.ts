import type { MutableJson } from "./json";

/**
 * What the data of one integration is a function of. Nothing is stored: a record is made from these and its position
 * whenever it is asked for.
 */
export type Scope = {
  readonly seed: number;
  readonly organizationName: string;
  /** Of e-mail addresses and links; always below .example. */
  readonly domain: string;
  /** Midnight UTC of the day the simulator started: dates are relative to it. */
  readonly epoch: number;
  /** Records of a model at the start. */
  count(model: string): number;
};

/** A foreign key to one record. `field` is its name on the wire; null: the wire shows only the nested object. */
export type Link = {
  readonly model: string;
  readonly field: string | null;
  /** Never null, not even after anonymisation. */
  readonly required?: boolean;
  readonly target: (scope: Scope, index: number) => number | null;
  /** Who may point at the target, where that can be told without looking at everybody. */
  readonly owners?: (scope: Scope, target: number) => readonly number[];
};

/** Position = position of the parent × slots + slot. A slot may be empty. */
export type Parent = {
  readonly model: string;
  readonly slots: number;
  /** How many slots of this parent are filled at the start. */
  readonly filled: (scope: Scope, parent: number) => number;
  /** The link back to the parent. */
  readonly link: string;
  readonly field: string | null;
  readonly required?: boolean;
};

export type Table = {
  readonly model: string;
  readonly parent?: Parent;
  /** Records at the start, for tables without a parent. */
  readonly count?: (size: number) => number;
  /** The two are each other's inverse; counted from 1 (below a parent: `parent-slot`) unless given. */
  readonly remoteId?: (index: number) => string;
  readonly position?: (remoteId: string) => number;
  /** Own fields as on the wire, without ids, keys and the four that every record has. */
  readonly build: (scope: Scope, index: number) => MutableJson;
  readonly links?: Readonly<Record<string, Link>>;
  /** Own fields that are never null, so that anonymisation leaves them. */
  readonly required?: readonly string[];
  /** Kombo has no name for it in `data-changed`. */
  readonly unannounced?: boolean;
  /** Share of the records that were already deleted at the start. */
  readonly deletedShare?: (scope: Scope, index: number) => number;
};

/** A list of records of another model that belongs to one owner; changed as a whole. */
export type Join = {
  readonly model: string;
  readonly owner: string;
  readonly target: string;
  readonly members: (scope: Scope, owner: number) => readonly number[];
};

export const day = 86_400_000;

const dayTexts = new Map<number, string>();

/** The same text as `toISOString`, several times as fast: a page holds thousands of dates, most of them midnights. */
export function isoDate(ms: number): string {
  const date = Math.floor(ms / day);
  let text = dayTexts.get(date);
  if (text === undefined) {
    text = new Date(date * day).toISOString().slice(0, 11);
    dayTexts.set(date, text);
  }
  const rest = ms - date * day;
  return rest === 0 ? `${text}00:00:00.000Z` : `${text}${timeText(rest)}`;
}

function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const fraction = String((ms % 1_000) + 1_000).slice(1);
  return `${twoDigits(hours)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}.${fraction}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
