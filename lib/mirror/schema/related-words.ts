/** Records that name one record: `path` of theirs holds the id of one of the model `of`. */
export type Related = { readonly path: string; readonly of: string; readonly komboId: string };

const written = /^([a-z_.]+):([a-z_]+):(.{1,255})$/su;

/** `manager_id:hris_employees:4xY…`, as it stands in an address. */
export function writeRelated({ path, of, komboId }: Related): string {
  return [path, of, komboId].join(":");
}

export function readRelated(text: string): Related | null {
  const [, path, of, komboId] = written.exec(text) ?? [];
  return path === undefined || of === undefined || komboId === undefined ? null : { path, of, komboId };
}

/** More are "more than a thousand": counting them all would take longer than the page. */
export const relatedCountMax = 1_000;
