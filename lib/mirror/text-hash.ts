import { hash } from "node:crypto";

/** SHA-256 of the text a record came as, base64url. */
export function hashText(bytes: Buffer): string {
  return hash("sha256", bytes, "base64url");
}

export type KnownText = { readonly textHash: string; readonly contentHash: string; readonly isDeleted: boolean };

/**
 * What is stored beside a content hash: that this text was read as that content, live or deleted. Whoever changes the data
 * changes its content hash or clears it, and whoever deletes or restores the row changes that (I10): then no text is known.
 */
export function knownText({ textHash, contentHash, isDeleted }: KnownText): string {
  return hash("sha256", `${textHash} ${contentHash} ${isDeleted ? "deleted" : "live"}`, "base64url");
}
