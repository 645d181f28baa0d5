import { KomboError } from "./errors";
import { type ParsedJson, parseJson } from "./parse-json";

/** One record of a page as it came: the bytes of its text. */
export type RawRecord = {
  readonly bytes: Buffer;
  /** Null where it is not plain to see: then the record must be read to know it. */
  readonly komboId: string | null;
};

export type SplitPage = {
  /** The page with `data.results` emptied, or as it came where it has no such list. */
  readonly rest: unknown;
  readonly records: readonly RawRecord[];
};

/**
 * Divides a page into the bytes of its records, without reading these: most of a full fetch is what is known already, and
 * to parse it was a third of the work. Each byte is looked at as one character, since whatever divides JSON is one: to
 * decode the page first made it 1.4 times as slow. Of a key that stands twice the last counts, as for JSON.parse. Throws
 * SyntaxError where the text ends too early; what is wrong within a record is found when that is read.
 */
export function splitPage(body: Buffer): SplitPage {
  const text = body.toString("latin1");
  const found: Found = { list: null, records: [] };
  const start = skipSpace(text, 0);
  if (text[start] !== "{") return { rest: JSON.parse(decode(text)), records: [] };
  walkObject(text, start, (key, at) => {
    if (key !== `"data"`) return endOfValue(text, at);
    forget(found);
    if (text[at] !== "{") return endOfValue(text, at);
    return walkObject(text, at, (inner, from) => {
      if (inner !== `"results"`) return endOfValue(text, from);
      forget(found);
      return text[from] === "[" ? walkResults(text, from, found) : endOfValue(text, from);
    });
  });
  const { list, records } = found;
  const rest = list ? `${text.slice(0, list.start)}[]${text.slice(list.end)}` : text;
  return {
    rest: JSON.parse(decode(rest)),
    records: records.map(({ start: from, end, komboId }) => ({ bytes: body.subarray(from, end), komboId })),
  };
}

/** Throws KomboError where the text is no JSON. */
export function parseRecord(text: string): ParsedJson {
  try {
    return parseJson(text);
  } catch (cause) {
    const message = "A record of Kombo's answer is not JSON";
    throw new KomboError({ kind: "transient", code: "MALFORMED", message }, { cause });
  }
}

/** Of characters that are bytes the text they are. */
function decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString();
}

type Span = { readonly start: number; readonly end: number };
type FoundRecord = Span & { readonly komboId: string | null };
type Found = { list: Span | null; records: FoundRecord[] };

function forget(found: Found): void {
  found.list = null;
  found.records = [];
}

function walkResults(text: string, start: number, found: Found): number {
  let at = skipSpace(text, start + 1);
  while (text[at] !== "]") {
    const from = at;
    const { end, komboId } = text[at] === "{" ? walkRecord(text, at) : { end: endOfValue(text, at), komboId: null };
    found.records.push({ start: from, end, komboId });
    at = nextEntry(text, end, "]");
  }
  found.list = { start, end: at + 1 };
  return at + 1;
}

function walkRecord(text: string, start: number): { readonly end: number; readonly komboId: string | null } {
  let komboId: string | null = null;
  let isPlain = true;
  const end = walkObject(text, start, (key, at) => {
    const close = endOfValue(text, at);
    if (key === `"id"`) komboId = text[at] === `"` ? text.slice(at + 1, close - 1) : null;
    // An escaped key may be another name of `id`.
    if (key.includes("\\")) isPlain = false;
    return close;
  });
  return { end, komboId: isPlain && komboId !== null ? plainId(komboId) : null };
}

function plainId(id: string): string | null {
  return id.includes("\\") ? null : decode(id);
}

/** `visit` is given each key, quotes included, and where its value begins; it answers where that ends. */
function walkObject(text: string, start: number, visit: (key: string, at: number) => number): number {
  let at = skipSpace(text, start + 1);
  while (text[at] !== "}") {
    if (text[at] !== `"`) throw new SyntaxError(`A key is missing at ${at}`);
    const keyEnd = endOfString(text, at);
    const colon = skipSpace(text, keyEnd);
    if (text[colon] !== ":") throw new SyntaxError(`A colon is missing at ${colon}`);
    const valueEnd = visit(text.slice(at, keyEnd), skipSpace(text, colon + 1));
    at = nextEntry(text, valueEnd, "}");
  }
  return at + 1;
}

/** Where the next entry begins, or where `close` stands. */
function nextEntry(text: string, end: number, close: "]" | "}"): number {
  const at = skipSpace(text, end);
  if (text[at] === close) return at;
  if (text[at] !== ",") throw new SyntaxError(`A comma is missing at ${at}`);
  const next = skipSpace(text, at + 1);
  if (text[next] === close) throw new SyntaxError(`An entry is missing at ${next}`);
  return next;
}

function endOfValue(text: string, at: number): number {
  const first = text[at];
  if (first === `"`) return endOfString(text, at);
  return first === "{" || first === "[" ? endOfContainer(text, at) : endOfScalar(text, at);
}

const quote = 34;
const opening: readonly number[] = [91, 123];
const closing: readonly number[] = [93, 125];

function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      continue;
    }
    at++;
    if (opening.includes(code)) depth++;
    else if (closing.includes(code) && --depth === 0) return at;
  }
  throw new SyntaxError("The text ends within a list or an object");
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf(`"`, start + 1); end !== -1; end = text.indexOf(`"`, end + 1)) {
    if (!isEscaped(text, end)) return end + 1;
  }
  throw new SyntaxError("The text ends within a string");
}

const backslash = 92;

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before--;
  return (at - before) % 2 === 0;
}

const scalar = /[^,\]}\s]+/y;

function endOfScalar(text: string, at: number): number {
  scalar.lastIndex = at;
  if (!scalar.test(text)) throw new SyntaxError(`A value is missing at ${at}`);
  return scalar.lastIndex;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** What JSON calls white space. */
function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
