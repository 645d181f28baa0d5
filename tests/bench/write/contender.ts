import type { PageSource } from "@/tests/bench/engine";

/** One way to bring pages of text into PostgreSQL. */
export type Contender = {
  /** What it needs of an empty, migrated database. */
  setUp(databaseUrl: string): Promise<void>;
  open(databaseUrl: string): Promise<Writer>;
};

/** `write` is what is timed: from the text of the first page to the last commit. */
export type Writer = { write(pages: PageSource): Promise<void>; close(): Promise<void> };

/** For those to whom a page is an array of objects and nothing more. */
export async function* readAll<Item>(pages: PageSource): AsyncIterable<readonly Item[]> {
  for (let page = 0; page < pages.count; page++) {
    const { data }: { data: { results: readonly Item[] } } = JSON.parse((await pages.read(page)).toString());
    yield data.results;
  }
}
