import fc from "fast-check";

import { access } from "@/lib/auth/access";

import type { RawRequest } from "./raw-request";

/** What exists, so that requests come further than the first check. */
export type Known = {
  readonly origin: string;
  /** Values of path parameters by name; `commanded`: of things that may be changed. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly commandedIds: Readonly<Record<string, readonly string[]>>;
  readonly cursors: readonly string[];
};

export type HostileCaller = "signed out" | "viewer" | "admin" | "token";
export type HostileRequest = RawRequest & { readonly line: string; readonly caller: HostileCaller };

const long = "x".repeat(5_000);
const tooLong = "y".repeat(9_000);
const beyondTheCap = Buffer.from(JSON.stringify({ reason: "z".repeat(150_000) }));
const deep = Buffer.from(`{"endpoints":${"[".repeat(45_000)}${"]".repeat(45_000)}}`);

const oddText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...oddities()) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
);

function oddities(): readonly string[] {
  return [
    "\0",
    "a\0b",
    "\uD800",
    "\uFFFE",
    "💥",
    "\u202Eabc",
    "%",
    "%00",
    "%zz",
    "%2F",
    "%252F",
    "\\",
    "\r\nset-cookie: a=b",
    "..",
    "../../../../etc/passwd",
    "..\\..\\",
    ".",
    "/",
    "//evil.example",
    "file:///etc/passwd",

    "'",
    "' OR 1=1 --",
    "'; DROP TABLE records; --",
    '"',
    "$1",
    "${7*7}",
    "{{7*7}}",
    "*",
    "_%_%",
    "\\' UNION SELECT 1",

    '$.a ? (@ == "b")',
    "$[*]",
    "$.**",
    'strict $."x"',
    "@.a",
    "a.b[0].c",
    "employments[",
    "employments[].x",
    "].[",
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "true",
    "NaN",

    "0",
    "-1",
    "1e309",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "999999999999999999",
    "1".repeat(400),
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
    "2026-02-30T00:00:00Z",
    "2026-01-01T00:00:00.123456789012345Z",
    "2026-01-01T00:00:00+23:59",
    "+275760-09-13T00:00:00.000Z",
    "infinity",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    long,
    tooLong,

    "only",
    "include",
    "full",
    "succeeded",
    "webhook",
    "csv",
    "ndjson",
    "missed_update",
    "marked",
    "/hris/employees",
  ];
}

/** Pieces of a path that are no text of anybody: they go onto the wire as they stand. */
const rawPiece = fc.constantFrom(
  "%2F",
  "%2e%2e",
  "..",
  ".",
  "%00",
  "%",
  "%E0%A4%A",
  "%ff%fe",
  "%c0%af",
  "%5c",
  ";",
  "%252e%252e%252f",
  "a%2Fb",
  "%F0%9F%92%A5",
  "(",
  "[id]",
  "~",
  "|",
  "^",
  "`",
  "{}",
  "$",
  "@",
  ":",
  "*",
  "%u0000",
  "%EF%BF%BE",
  "x".repeat(3_000),
);

const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

const queryNames = [
  "integration",
  "model",
  "search",
  "deleted",
  "cursor",
  "state",
  "mode",
  "trigger",
  "endpoint",
  "type",
  "outcome",

  "from",
  "to",
  "actor",
  "action",
  "format",
  "drift",
  "endpoints",
  "next",
  "view",
  "_rsc",
  "limit",
  "expand",
  "kind",
  "changed_since",
  "include_deleted",
  "__proto__",
  "callbackURL",
];

const bodyFields = [
  "endpoints",
  "dryRun",
  "enable",
  "disable",
  "endpoint",
  "to",
  "from",
  "strategy",
  "legacyEvents",
  "path",
  "reason",

  "records",
  "type",
  "integration",
  "outcome",
  "search",
  "email",
  "password",
  "name",
  "role",
  "image",
  "callbackURL",
  "__proto__",
  "constructor",
  "toJSON",
  "userId",
  "token",
  "newPassword",
  "currentPassword",
  "scope",
  "masking",
  "expiresInDays",
];

const isPage = (line: string) => line.startsWith("/");

/**
 * Requests as nobody sends them by accident. Left out: what ends the sessions that the other requests need (the last
 * test of the suite would only see 401), and revealing the planted values, which is a door that rightly tells them.
 */
export function hostileRequest(known: Known): fc.Arbitrary<HostileRequest> {
  const lines = Object.keys(access).filter((one) => one !== "POST /api/account/sessions/end-all");
  const line = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...lines.filter((one) => !isPage(one))) },
    { weight: 1, arbitrary: fc.constantFrom(...lines.filter(isPage)) },
  );
  return line
    .chain((chosen) => {
      const [first = "", second] = chosen.split(" ");
      const [method, address] = second === undefined ? ["GET", first] : [first, second];
      return fc.record({
        line: fc.constant(chosen),
        caller: chosen.includes("/api/v1/")
          ? fc.constantFrom<HostileCaller>("token", "token", "token", "admin")
          : fc.constantFrom<HostileCaller>("admin", "admin", "admin", "viewer", "viewer", "token", "signed out"),
        method: fc.oneof(
          { weight: 9, arbitrary: fc.constant(method) },
          {
            weight: 1,
            arbitrary: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"),
          },
        ),
        path: fc
          .tuple(pathOf(address, method === "GET" ? known.ids : known.commandedIds), queryOf(known.cursors))
          .map(([path, query]) => path + query),
        headers: headersOf(known.origin),
        body: fc.oneof(
          { weight: method === "GET" ? 0 : 8, arbitrary: bodyOf() },
          { weight: 2, arbitrary: fc.constant(null) },
        ),
      });
    })
    .map((request) => (request.method === "GET" || request.method === "HEAD" ? { ...request, body: null } : request));
}

function pathOf(address: string, ids: Known["ids"]): fc.Arbitrary<string> {
  const pieces = address.split("/").map((piece): fc.Arbitrary<string> => {
    const name = /^\[(.+)\]$/.exec(piece)?.[1];
    if (name === undefined) return fc.constant(piece);
    if (name === "...all") return fc.constantFrom(...authPaths);
    const real = (ids[name] ?? []).map(encoded);
    return fc.oneof(
      { weight: 5, arbitrary: real.length > 0 ? fc.constantFrom(...real) : oddText.map(encoded) },
      { weight: 3, arbitrary: oddText.map(encoded) },
      { weight: 2, arbitrary: rawPiece },
    );
  });
  return fc.tuple(...pieces).map((parts) => parts.join("/") || "/");
}

/** Of the auth library; without sign-out, revoking and deleting, see above. */
const authPaths = [
  "get-session",
  "list-sessions",
  "ok",
  "error",
  "sign-in/email",
  "sign-in/social",
  "sign-up/email",
  "update-user",

  "change-email",
  "change-password",
  "request-password-reset",
  "reset-password",
  "reset-password/%00",
  "verify-email",

  "callback/%2e%2e",
  "account-info",
  "unlink-account",
  "link-social",
  "%00",
  "..%2f..",
  "__proto__",
  "a%",
  "refresh-token",
];

function queryOf(cursors: readonly string[]): fc.Arbitrary<string> {
  const cursor = fc.oneof(
    fc.constantFrom("W10", ...cursors),
    fc.tuple(fc.constantFrom("W10", ...cursors), fc.nat(60)).map(([text, at]) => text.slice(0, at)),
    fc.array(oddText, { maxLength: 4 }).map(forgeCursor),
    fc
      .tuple(fc.constantFrom("2026-01-01T00:00:00.000Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"), oddText)
      .map(([time, text]) => forgeCursor([time, "00000000-0000-4000-8000-000000000000", text, text])),
  );
  const pair = fc
    .constantFrom(...queryNames)
    .chain((name) =>
      (name === "cursor" ? fc.oneof(cursor, oddText) : oddText).chain((value) =>
        fc.oneof(
          { weight: 9, arbitrary: fc.constant(`${name}=${encoded(value)}`) },
          { weight: 1, arbitrary: rawPiece },
        ),
      ),
    );
  return fc.array(pair, { maxLength: 4 }).map((pairs) => (pairs.length === 0 ? "" : `?${pairs.join("&")}`));
}

function forgeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

function bodyOf(): fc.Arbitrary<Uint8Array> {
  const scalar = fc.oneof(
    oddText,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], ""),
    fc.double({ noNaN: true }),
  );
  const value = fc.oneof(
    { weight: 3, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  );
  const entries = fc.array(fc.tuple(fc.constantFrom(...bodyFields), value), { maxLength: 5 });
  const plausible = entries.map((pairs) => {
    // By hand, so that __proto__ is a key of the text and no deed of ours.
    const members = pairs.map(([key, part]) => `${JSON.stringify(key)}:${JSON.stringify(part) ?? "null"}`);
    return Buffer.from(`{${members.join(",")}}`);
  });
  return fc.oneof(
    { weight: 12, arbitrary: plausible },
    { weight: 3, arbitrary: fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 64 }) },
    { weight: 2, arbitrary: plausible.map((bytes) => bytes.subarray(0, bytes.length >> 1)) },
    { weight: 1, arbitrary: fc.constantFrom(beyondTheCap, deep, Buffer.from('{"reason":"\xff\xfe"}', "latin1")) },
    { weight: 1, arbitrary: fc.constantFrom(Buffer.from("a=b&c=d"), Buffer.from("null"), Buffer.from("")) },
  );
}

function headersOf(origin: string): fc.Arbitrary<Record<string, string>> {
  const contentType = fc.oneof(
    { weight: 8, arbitrary: fc.constant("application/json") },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "",
        "\xff",
        "application/json".repeat(50),
      ),
    },
  );
  const from = fc.oneof(
    { weight: 12, arbitrary: fc.constant(origin) },
    { weight: 1, arbitrary: fc.constantFrom("null", "https://evil.example", "\xe9", "http://".repeat(200)) },
  );
  const odd = fc.constantFrom<Record<string, string>>(
    {},
    {},
    {},
    {},
    { "x-long": "h".repeat(8_000) },
    { "x-too-long": "h".repeat(20_000) },
    { "x-odd": "\xff\xfe\t\x80" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "javascript" },
    { host: "evil.example" },
    { host: "a b" },
    { authorization: "Bearer " },
    { authorization: "Basic %%%" },
    { authorization: `Bearer ${long}` },
    { rsc: "1", "next-router-state-tree": "%5B" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { "next-action": "0".repeat(42) },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy", "x-nonce": '"><script>' },
    { "x-middleware-override-headers": "x", "x-nextjs-data": "1", "x-matched-path": "/settings/audit" },
    { "content-security-policy": "script-src 'nonce-<>'" },
    { range: "bytes=0-99999999999", "if-none-match": "*", "accept-encoding": "gzip;q=nope" },
    { accept: "\x80/*", "accept-language": "x".repeat(500) },
    { "x-kombo-signature": "AAAA", "x-http-method-override": "DELETE" },
    { "sec-fetch-site": "cross-site" },
  );
  return fc
    .tuple(contentType, from, odd)
    .map(([type, site, more]) => ({ "content-type": type, origin: site, ...more }));
}
