import type { BrowserContext, Response } from "@playwright/test";

export type Traffic = {
  /** Which of these texts came over the wire, and in which answer. */
  readonly found: (texts: readonly string[]) => Promise<readonly string[]>;
  /** How many answers were read. */
  readonly count: () => Promise<number>;
};

/**
 * What the server sends to this context: documents, page payloads, JSON. Not the files of the build, which are the same
 * for everybody, thirty a page, and are searched once where they lie.
 */
export function watchTraffic(context: BrowserContext): Traffic {
  const answers: Promise<{ url: string; text: string } | null>[] = [];
  context.on("response", (response) => {
    if (!new URL(response.url()).pathname.startsWith("/_next/static/")) answers.push(read(response));
  });
  const all = async () => (await Promise.all(answers)).filter((answer) => answer !== null);
  return {
    count: async () => (await all()).length,
    async found(texts) {
      const received = await all();
      return texts.flatMap((text) =>
        received.filter((one) => one.text.includes(text)).map(({ url }) => `${text} in ${url}`),
      );
    },
  };
}

/** Null for a redirect, and for what the browser has given up: it shows nothing of either. */
async function read(response: Response): Promise<{ url: string; text: string } | null> {
  const url = response.url();
  const body = await response.body().catch(() => null);
  const headers = JSON.stringify(response.headers());
  return body === null ? null : { url, text: headers + body.toString("utf8") };
}
