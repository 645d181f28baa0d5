export type CappedBody =
  | { readonly kind: "read"; readonly bytes: Uint8Array }
  | { readonly kind: "too_large"; readonly sizeBytes: number };

/** The raw bytes of a body, read no further than `max`; a declared length above it is believed. */
export async function readCapped(request: Request, max: number): Promise<CappedBody> {
  const declared = Number(request.headers.get("content-length") ?? "0");
  if (declared > max) return { kind: "too_large", sizeBytes: declared };
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > max) return { kind: "too_large", sizeBytes };
    chunks.push(chunk);
  }
  return { kind: "read", bytes: Buffer.concat(chunks) };
}
