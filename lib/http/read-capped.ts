export type CappedBody =
  | { readonly kind: "read"; readonly bytes: Uint8Array }
  | { readonly kind: "too_large"; readonly sizeBytes: number };

export type UnreadBody = {
  /** As the sender says; null when it does not. */
  readonly contentLength: string | null;
  readonly chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[];
};

export function unreadBody(request: Request): UnreadBody {
  return { contentLength: request.headers.get("content-length"), chunks: request.body ?? [] };
}

/** The raw bytes of a body, read no further than `max`; a declared length above it is believed. */
export async function readCapped({ contentLength, chunks }: UnreadBody, max: number): Promise<CappedBody> {
  const declared = Number(contentLength ?? "0");
  if (declared > max) return { kind: "too_large", sizeBytes: declared };
  const read: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > max) return { kind: "too_large", sizeBytes };
    read.push(chunk);
  }
  return { kind: "read", bytes: Buffer.concat(read) };
}
