import { parseAsString, parseAsStringLiteral, type inferParserType } from "nuqs";

export const deletedChoices = ["include", "only"] as const;

export const recordParams = {
  search: parseAsString.withDefault(""),
  integration: parseAsString,
  model: parseAsString,
  deleted: parseAsStringLiteral(deletedChoices),
};

export type RecordParams = Readonly<inferParserType<typeof recordParams>>;

/** Shorter searches find too much to be of use. */
export const searchMinLength = 3;
