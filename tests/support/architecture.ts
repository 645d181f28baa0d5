export interface SourceFile {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

/**
 * The floors: what a folder of ours may import. Everything may import itself. Longest name wins, so that a folder can be
 * stricter than its parent.
 */
const MACHINERY = ["lib/env", "lib/errors", "lib/log", "lib/clock", "lib/storable-text", "lib/storable-time"];
// The shape of a page of a list, which both ends of the wire know.
const PAGE = "lib/http/page";
// How a part of an export ends: what the server writes, the browser reads.
const EXPORT_END = "lib/http/export-end";
const PURE = ["lib/errors", "lib/clock", "lib/format", "lib/cn", "lib/paths", PAGE, EXPORT_END];
const GROUND = [...MACHINERY, "lib/db", "lib/kombo", PAGE];
const MIRROR_FLOOR = ["lib/mirror", "lib/integrations", "lib/auth"];
const SYNC_FLOOR = [...MIRROR_FLOOR, "lib/sync"];
const TOP_FLOOR = [...SYNC_FLOOR, "lib/webhooks", "lib/health", "lib/consumer"];
// What a browser may load of a domain: its wire shapes.
const SCHEMAS = [...TOP_FLOOR.map((folder) => `${folder}/schema`), "lib/kombo/endpoints"];

export const floors: Readonly<Record<string, readonly string[]>> = {
  "lib/errors": [],
  "lib/storable-text": [],
  "lib/storable-time": [],
  "lib/clock": [],
  "lib/cn": [],
  "lib/env": ["lib/errors"],
  "lib/log": ["lib/errors", "lib/env"],
  "lib/format": ["lib/clock"],
  "lib/kombo": MACHINERY,
  "lib/kombo/endpoints": [],
  "lib/db": MACHINERY,
  [PAGE]: [],
  [EXPORT_END]: [],
  "lib/http": [...MACHINERY, PAGE, EXPORT_END, "lib/db", "lib/auth"],
  // What may be seen of a record is decided where it is read.
  "lib/mirror": [...GROUND, "lib/auth"],
  "lib/integrations": GROUND,
  "lib/auth": GROUND,
  "lib/sync": [...GROUND, ...MIRROR_FLOOR],
  "lib/webhooks": [...GROUND, ...SYNC_FLOOR],
  // Says in words what is wrong, with numbers as the pages write them.
  "lib/health": [...GROUND, ...SYNC_FLOOR, "lib/format"],
  "lib/consumer": [...GROUND, ...SYNC_FLOOR],
  "lib/queries": [...PURE, ...SCHEMAS],
  // The session only for the shell, which asks for it on the server.
  components: [...PURE, "lib/queries", "lib/auth", "lib/server/session", ...SCHEMAS],
  "lib/paths": [],
  // Where the parts are put together and the doors are made; nothing below knows them.
  "lib/server": [...GROUND, ...TOP_FLOOR, "lib/http"],
  app: ["components", "lib/queries", "lib/http", "lib/server", ...PURE, ...GROUND, ...TOP_FLOOR],
  "lib/simulator": ["lib/kombo/endpoints"],
  "lib/local": ["lib/env", "lib/db", "lib/simulator"],
  // Acts on a person by the deed the pages would use, so that it is audited as theirs are.
  "lib/local/commands/reset-password": ["lib/local", "lib/env", "lib/errors", "lib/db", "lib/auth"],
};

/** Read them as debts: each line is one place that may do what the rule forbids. */
export const allowed = {
  /** Next's and tools' own entry points. */
  environment: [
    /^lib\/env\.ts$/,
    /^lib\/local\//,
    /^next\.config\.ts$/,
    /^instrumentation\.ts$/,
    /^\.config\//,
    /^tests\//,
  ],
  /** Only the database's own floor makes connections; local start makes and empties databases before the app runs. */
  database: [/^lib\/db\//, /^lib\/local\//, /^tests\//, /^\.config\//],
  /** May name the types of a connection that lib/db hands to them. */
  databaseTypes: [/^lib\/(mirror|sync|webhooks|integrations|auth|health)\//],
  /** The simulated Kombo and the local start never reach production. */
  local: [/^lib\/local\//, /^tests\//],
  simulator: [/^lib\/simulator\//, /^lib\/local\//, /^tests\//],
  /** Next and its tools demand these names. */
  names: [/^next-env\.d\.ts$/],
} as const;

const FORBIDDEN_NAMES = [
  "index",
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "misc",
  "service",
  "manager",
  "handler",
  "shared",
];

/** All that is wrong, one sentence each with the way out. */
export function findViolations(files: readonly SourceFile[]): readonly string[] {
  const imports = files.flatMap(readImports);
  return [
    ...files.flatMap(fileViolations),
    ...imports.flatMap(importViolations),
    ...findCycles(files, imports),
    ...findUnneededInBrowser(files, imports),
  ];
}

interface FileRule {
  readonly isBroken: (file: { path: string; text: string; code: string; names: readonly string[] }) => boolean;
  readonly sentence: string;
}

const FILE_RULES: readonly FileRule[] = [
  {
    isBroken: ({ path, names }) => FORBIDDEN_NAMES.includes(names.at(-1) ?? "") && !isAllowed(path, allowed.names),
    sentence: "the name says nothing; name it after what it does",
  },
  {
    isBroken: ({ names }) => names.slice(0, -1).some((folder) => FORBIDDEN_NAMES.includes(folder)),
    sentence: "a folder's name says nothing; name it after its domain",
  },
  {
    isBroken: ({ text }) => /^export\s+\*/m.test(text),
    sentence: "export * hides where things come from; import them from their own file",
  },
  {
    isBroken: ({ path }) => /^(lib|app|components)\//.test(path) && floorOf(path) === null,
    sentence: "stands on no floor; put it into the table of tests/support/architecture.ts",
  },
  {
    isBroken: ({ path, code }) => /\bprocess\.env\b/.test(code) && !isAllowed(path, allowed.environment),
    sentence: "reads process.env; ask lib/env",
  },
  {
    isBroken: ({ path, code }) => path.startsWith("lib/") && /\bconsole\.\w/.test(code),
    sentence: "uses console; use the log it is given",
  },
  {
    isBroken: ({ path, code }) => path.startsWith("app/") && SQL.test(code),
    sentence: "a door holds SQL; move it to a data.ts or mutations.ts",
  },
];

const SQL = /\$(queryRaw|executeRaw)|\bSELECT\b[\s\S]+\bFROM\b|\bINSERT INTO\b/;

function fileViolations({ path, text }: SourceFile): string[] {
  const names = withoutExtension(path).split("/");
  const file = { path, text, names, code: withoutComments(text) };
  return FILE_RULES.filter((rule) => rule.isBroken(file)).map(({ sentence }) => `${path}: ${sentence}`);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

export function readImports({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, from, dynamic]) => ({
    file: path,
    specifier: from ?? dynamic ?? "",
    isTypeOnly: type !== undefined,
  }));
}

function importViolations(entry: Import): string[] {
  if (/^\.\.(\/|$)/.test(entry.specifier)) return [`${entry.file}: imports ${entry.specifier}; use ./x or @/…`];
  return [...packageViolations(entry), ...floorViolations(entry)];
}

function packageViolations({ file, specifier, isTypeOnly }: Import): string[] {
  const target = resolve(file, specifier) ?? specifier;
  const isDatabase = /^(pg|@prisma\/.+|prisma)$/.test(specifier) || target.startsWith("lib/db/generated");
  if (!isDatabase || isAllowed(file, allowed.database)) return [];
  if (isTypeOnly && isAllowed(file, allowed.databaseTypes)) return [];
  return [`${file}: imports ${specifier}; only lib/db knows the database's packages`];
}

function floorViolations({ file, specifier }: Import): string[] {
  const target = resolve(file, specifier);
  if (target === null) return [];
  const closed = CLOSED.find(({ folder, open }) => isBelow(target, folder) && !isAllowed(file, open));
  if (closed !== undefined) return [`${file}: imports ${target}; ${closed.sentence}`];
  const from = floorOf(file);
  const to = floorOf(target);
  if (from === null || to === null || isBelow(target, from)) return [];
  const below = floors[from] ?? [];
  if (below.some((place) => isBelow(target, place))) return [];
  return [`${file}: imports ${target}; ${from} stands on ${below.join(", ") || "nothing"}`];
}

/** What never reaches production. */
const CLOSED = [
  { folder: "lib/local", open: allowed.local, sentence: "only tests may" },
  { folder: "lib/simulator", open: allowed.simulator, sentence: "only lib/local and tests may" },
];

/** Path without extension; null for a package. */
function resolve(file: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return withoutExtension(specifier.slice(2));
  if (!specifier.startsWith("./")) return null;
  return withoutExtension([...file.split("/").slice(0, -1), specifier.slice(2)].join("/"));
}

function withoutExtension(path: string): string {
  return path.replace(/\.(tsx?|mjs)$/, "");
}

function floorOf(path: string): string | null {
  const plain = withoutExtension(path);
  const names = Object.keys(floors).filter((name) => isBelow(plain, name));
  return names.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function isAllowed(file: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(file));
}

/** Pages trust the answers of their own server: what checks them is too heavy to be loaded before each page. */
const notForBrowsers = ["zod"];
const BROWSER = ["components", "lib/queries"];

function findUnneededInBrowser(files: readonly SourceFile[], imports: readonly Import[]): string[] {
  const loads = imports.filter(({ isTypeOnly }) => !isTypeOnly);
  const loadsOf = (file: string) => loads.filter((entry) => withoutExtension(entry.file) === file);
  const ofServer = new Set(
    files.filter(({ text }) => text.includes('import "server-only"')).map(({ path }) => withoutExtension(path)),
  );
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file) || ofServer.has(file)) return;
    reached.add(file);
    for (const { specifier } of loadsOf(file)) visit(resolve(file, specifier) ?? "");
  };
  for (const { path } of files) if (BROWSER.some((folder) => isBelow(path, folder))) visit(withoutExtension(path));
  return [...reached].flatMap((file) =>
    loadsOf(file)
      .filter(({ specifier }) => notForBrowsers.includes(specifier))
      .map((found) => `${found.file}: loads ${found.specifier} in the browser; import types, or move words out of it`),
  );
}

/** Imports of types alone vanish when the program runs, so they close no circle. */
function findCycles(files: readonly SourceFile[], imports: readonly Import[]): string[] {
  const targetsByFile = new Map<string, string[]>(files.map(({ path }) => [withoutExtension(path), []]));
  for (const { file, specifier, isTypeOnly } of imports) {
    const target = resolve(file, specifier);
    if (target !== null && !isTypeOnly && targetsByFile.has(target))
      targetsByFile.get(withoutExtension(file))?.push(target);
  }
  const found: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      found.push(
        `${[...trail.slice(trail.indexOf(file)), file].join(" → ")}: a circle; move what both need below them`,
      );
      return;
    }
    if (finished.has(file)) return;
    for (const target of targetsByFile.get(file) ?? []) visit(target, [...trail, file]);
    finished.add(file);
  };
  for (const file of targetsByFile.keys()) visit(file, []);
  return found;
}
