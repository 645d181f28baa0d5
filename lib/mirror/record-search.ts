import type { Sight } from "@/lib/auth/sight";
import { escapeLike } from "@/lib/db/like";
import { AppError } from "@/lib/errors";

import { searchMin } from "./schema/search-words";
import { listNamedModels } from "./seen-name";

/** Adds a value to a statement and says how the statement names it. */
export type AddValue = (value: unknown) => string;

const wordsMax = 8;
/** Trigrams find any part of a word from here on; of fewer letters only how a word begins. */
const partMin = 3;

/**
 * SQL: record `r` has all words of the search in its names and e-mails, in any order, where its names may be seen; or the
 * search is its whole id. Each word is a condition of its own, since `LIKE ALL (…)` is not served by an index. The words'
 * beginnings are among the trigrams of search_text, the ids have indexes of their own.
 */
export function searchCondition(search: string, sight: Sight, add: AddValue): string {
  const text = search.trim();
  const words = text.toLowerCase().split(/\s+/).slice(0, wordsMax);
  if (!words.some((word) => word.length >= searchMin)) {
    throw new AppError("bad_request", `search: give at least ${searchMin} letters of a name, an e-mail or an id.`);
  }
  const parts = words.map((word) => wordCondition(word, add));
  const id = add(text);
  return `((r.model = ANY(${add(listNamedModels(sight))}) AND ${parts.join(" AND ")}) OR r.kombo_id = ${id} OR r.remote_id = ${id})`;
}

function wordCondition(word: string, add: AddValue): string {
  const escaped = escapeLike(word);
  if (word.length >= partMin) return `r.search_text LIKE ${add(`%${escaped}%`)}`;
  return `(r.search_text LIKE ${add(`${escaped}%`)} OR r.search_text LIKE ${add(`% ${escaped}%`)})`;
}
