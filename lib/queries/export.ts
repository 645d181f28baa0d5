import { readExportEnd } from "@/lib/http/export-end";

import { ApiError } from "./api-error";
import { fetchAnswer, type QueryValues } from "./fetch-json";

/** A list as a file, as far as it has come: whole parts only, so that it can go on after whatever broke it off. */
export type Download = {
  readonly parts: readonly Blob[];
  readonly rows: number;
  /** Where the next part begins; empty before the first. */
  readonly cursor: string;
  readonly isComplete: boolean;
};

export const emptyDownload: Download = { parts: [], rows: 0, cursor: "", isComplete: false };

type PartRequest = {
  /** `/api/records/export` */
  readonly path: string;
  /** Its filters and its format. */
  readonly query: QueryValues;
  readonly signal: AbortSignal;
  /** Told as they come: the bytes of this part. */
  readonly onBytes: (bytes: number) => void;
};

/** The download with the part that follows. */
export async function fetchExportPart(request: PartRequest, download: Download): Promise<Download> {
  const { path, query, signal } = request;
  const response = await fetchAnswer({ path, query: { ...query, cursor: download.cursor }, signal });
  const text = new Blob(await readChunks(response, request));
  const { end, sizeBytes } = await readLastLine(text);
  if (!end) throw cutOff;
  return {
    parts: [...download.parts, text.slice(0, text.size - sizeBytes)],
    rows: download.rows + end.rows,
    cursor: end.next ?? "",
    isComplete: end.next === null,
  };
}

const cutOff = new ApiError({
  code: "cut_off",
  message: "The connection ended before the file did. What had come is kept.",
  status: 0,
});

async function readChunks(response: Response, { onBytes, signal }: PartRequest): Promise<BlobPart[]> {
  const reader = response.body?.getReader();
  const chunks: BlobPart[] = [];
  let bytes = 0;
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      chunks.push(read.value);
      bytes += read.value.byteLength;
      onBytes(bytes);
    }
  } catch (error) {
    throw signal.aborted ? error : cutOff;
  }
  return chunks;
}

/** Longer than the line can be. */
const tailBytes = 8_192;

async function readLastLine(text: Blob) {
  const tail = await text.slice(-tailBytes).text();
  const line = tail.slice(tail.trimEnd().lastIndexOf("\n") + 1);
  return { end: readExportEnd(line.trimEnd()), sizeBytes: new Blob([line]).size };
}
