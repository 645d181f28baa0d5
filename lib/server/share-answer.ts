import "server-only";

type Shared<Answer> = { readonly answer: Promise<Answer>; readonly at: number };

/**
 * The same answer for everybody who asks within `ms`: many open pages poll it, and each computes over everything there
 * is. A failure is shared with nobody who comes after it.
 */
export function shareAnswer<Answer>(ms: number, compute: () => Promise<Answer>): () => Promise<Answer> {
  let shared: Shared<Answer> | null = null;
  return () => {
    const now = performance.now();
    if (shared !== null && now - shared.at < ms) return shared.answer;
    const asked: Shared<Answer> = { answer: compute(), at: now };
    shared = asked;
    asked.answer.catch(() => {
      if (shared === asked) shared = null;
    });
    return asked.answer;
  };
}
