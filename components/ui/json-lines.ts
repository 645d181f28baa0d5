export type JsonPart = { readonly kind: "key" | "string" | "literal" | "mark"; readonly text: string };

export type JsonLine = {
  /** Names the line among all lines of the document. */
  readonly path: string;
  readonly depth: number;
  readonly parts: readonly JsonPart[];
  /** How many entries the object or list that opens here holds; null on other lines. */
  readonly opens: number | null;
  readonly isFolded: boolean;
};

type Place = { readonly path: string; readonly depth: number; readonly key: string | null; readonly isLast: boolean };

/** A JSON document as lines, with what is in `folded` closed. */
export function buildJsonLines(value: unknown, folded: ReadonlySet<string>): readonly JsonLine[] {
  return linesOf(value, { path: "$", depth: 0, key: null, isLast: true }, folded);
}

/** What is worth closing at first: long lists and objects deep inside. */
export function listFoldedAtFirst(value: unknown): ReadonlySet<string> {
  return new Set(
    buildJsonLines(value, new Set())
      .filter((line) => line.opens !== null && line.depth > 0 && (line.opens > 12 || line.depth > 4))
      .map((line) => line.path),
  );
}

function linesOf(value: unknown, place: Place, folded: ReadonlySet<string>): readonly JsonLine[] {
  const children = childrenOf(value);
  const comma = place.isLast ? "" : ",";
  if (children === null || children.length === 0) {
    const parts = children === null ? [leafOf(value)] : [mark(Array.isArray(value) ? "[]" : "{}")];
    return [lineOf(place, [...parts, mark(comma)])];
  }
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const isFolded = folded.has(place.path);
  if (isFolded) return [lineOf(place, [mark(`${open} … ${close}${comma}`)], { opens: children.length, isFolded })];
  return [
    lineOf(place, [mark(open)], { opens: children.length, isFolded }),
    ...children.flatMap(([key, child], index) =>
      linesOf(
        child,
        {
          path: `${place.path}/${key}`,
          depth: place.depth + 1,
          key: Array.isArray(value) ? null : key,
          isLast: index === children.length - 1,
        },
        folded,
      ),
    ),
    { path: `${place.path}/`, depth: place.depth, parts: [mark(close + comma)], opens: null, isFolded: false },
  ];
}

function lineOf(
  { path, depth, key }: Place,
  parts: readonly JsonPart[],
  { opens, isFolded }: Pick<JsonLine, "opens" | "isFolded"> = { opens: null, isFolded: false },
): JsonLine {
  const start: readonly JsonPart[] = key === null ? [] : [{ kind: "key", text: JSON.stringify(key) }, mark(": ")];
  return { path, depth, parts: [...start, ...parts], opens, isFolded };
}

function childrenOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof value !== "object" || value === null) return null;
  return Object.entries(value);
}

function leafOf(value: unknown): JsonPart {
  const text = JSON.stringify(value) ?? "null";
  return { kind: typeof value === "string" ? "string" : "literal", text };
}

function mark(text: string): JsonPart {
  return { kind: "mark", text };
}
