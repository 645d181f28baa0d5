import type { Endpoint } from "@/lib/kombo/endpoints";

import { contentHash } from "./canonical-json";
import { isAnonymised } from "./is-anonymised";
import { isJsonObject, type JsonObject, valueAt } from "./json";
import { listCopies } from "./nested-copies";
import { replaceUnstorable } from "./replace-unstorable";
import { knownText } from "./text-hash";

type RecordFlag = "replaced_characters" | "imprecise_number";

/** One received record, ready to compare and to store. */
export type IncomingRecord = {
  readonly komboId: string;
  readonly remoteId: string | null;
  /** The data as canonical JSON: what is hashed, and what is sent to the database. */
  readonly json: string;
  readonly contentHash: string;
  /** See `knownText`; null where what was read is not the text alone. */
  readonly textHash: string | null;
  readonly changedAt: Date | null;
  readonly isDeleted: boolean;
  readonly remoteDeletedAt: Date | null;
  /** Kombo has emptied it: what we hold of it goes too (I12). */
  readonly isAnonymised: boolean;
  readonly displayName: string | null;
  readonly flags: readonly RecordFlag[];
  /** What it holds copies of that may go stale; see `listCopies`. */
  readonly copies: readonly string[] | null;
};

/** A record whose text may be known already. */
export type UnreadRecord = {
  readonly kind: "unread";
  readonly komboId: string;
  /** Of its text: see `hashText`. */
  readonly textHash: string;
  readonly read: () => ReadRecord;
};

export type ReadRecord =
  | { readonly kind: "record"; readonly record: IncomingRecord }
  /** Erased on request, or of somebody who was: counted unchanged, and not stored. */
  | { readonly kind: "erased"; readonly komboId: string }
  /** Kept aside with its cause, does not stop its page (I14). */
  | { readonly kind: "invalid"; readonly cause: string; readonly data: unknown };

const idLengthMax = 255;

type ReadContext = {
  readonly endpoint: Endpoint;
  readonly isImprecise: boolean;
  /** Of the text, where `received` is what it says and nothing else. */
  readonly textHash: string | null;
};

export function readRecord(received: unknown, context: ReadContext): ReadRecord {
  const { value, json, replaced } = replaceUnstorable(received);
  const invalid = (cause: string): ReadRecord => ({ kind: "invalid", cause, data: value });
  if (!isJsonObject(value)) return invalid("not an object");
  const komboId = value["id"];
  if (typeof komboId !== "string" || komboId.trim() === "") return invalid("id: missing, or not a text");
  if (komboId.length > idLengthMax) return invalid(`id: longer than ${idLengthMax} characters`);
  const remoteId = value["remote_id"];
  const content = contentHash(json);
  // Kombo says so, even where the time it gives cannot be read (I8).
  const isDeleted = (value["remote_deleted_at"] ?? null) !== null;
  const { textHash } = context;
  return {
    kind: "record",
    record: {
      komboId,
      remoteId: typeof remoteId === "string" ? remoteId : null,
      json,
      contentHash: content,
      textHash: textHash === null ? null : knownText({ textHash, contentHash: content, isDeleted }),
      changedAt: readTime(value["changed_at"]),
      isDeleted,
      remoteDeletedAt: readTime(value["remote_deleted_at"]),
      isAnonymised: isAnonymised(value),
      displayName: readDisplayName(value, context.endpoint.displayName),
      flags: [
        ...(replaced ? (["replaced_characters"] as const) : []),
        ...(context.isImprecise ? (["imprecise_number"] as const) : []),
      ],
      copies: listCopies(context.endpoint.model, value),
    },
  };
}

/** Read once more, for the few records that need it: all of them in memory would cost more. */
export function dataOf({ json }: IncomingRecord): JsonObject {
  const data: JsonObject = JSON.parse(json);
  return data;
}

function readTime(value: unknown): Date | null {
  if (typeof value !== "string") return null;
  const time = new Date(value);
  // PostgreSQL reads no other years in this form.
  const year = time.getUTCFullYear();
  return Number.isNaN(year) || year < 1 || year > 9999 ? null : time;
}

/** The first path (or paths joined by `+`) that yields a text. */
export function readDisplayName(data: unknown, paths: readonly string[]): string | null {
  for (const path of paths) {
    const name = path
      .split("+")
      .map((part) => valueAt(data, part))
      .filter((part) => typeof part === "string" && part.trim() !== "")
      .join(" ");
    if (name !== "") return name;
  }
  return null;
}
