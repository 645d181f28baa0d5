import type { Pool } from "@/lib/db/pool";

/** Resolves to null when the request may be answered, else to the seconds until it may. */
export type TokenBudget = { spend(tokenId: string): Promise<number | null> };

type Grant = { left: number; readonly endsAt: number; readonly isRefused: boolean };

/**
 * How many requests a minute a token may make, over all processes. A process takes them from the database in batches, so
 * that not every request is a write; what it has not used when the minute is over is lost, so the limit is never
 * exceeded, and may be reached early by up to a batch for each process.
 */
export function createTokenBudget(pool: Pool, limit = { perMinute: 600, batch: 20 }): TokenBudget {
  const grantById = new Map<string, Grant>();
  const askingById = new Map<string, Promise<void>>();

  async function ask(tokenId: string): Promise<void> {
    const { isGranted, msLeft } = await takeBatch(pool, tokenId, limit);
    const endsAt = performance.now() + msLeft;
    grantById.set(tokenId, { left: isGranted ? limit.batch : 0, endsAt, isRefused: !isGranted });
  }

  /** One question at a time: requests that come together share what it brings. */
  function askOnce(tokenId: string): Promise<void> {
    const asking = askingById.get(tokenId) ?? ask(tokenId).finally(() => askingById.delete(tokenId));
    askingById.set(tokenId, asking);
    return asking;
  }

  return {
    async spend(tokenId) {
      for (;;) {
        const held = grantById.get(tokenId);
        const isCurrent = held !== undefined && held.endsAt > performance.now();
        if (isCurrent && held.left > 0) {
          held.left -= 1;
          return null;
        }
        if (isCurrent && held.isRefused) return secondsUntil(held.endsAt);
        await askOnce(tokenId);
      }
    },
  };
}

function secondsUntil(endsAt: number): number {
  return Math.max(1, Math.ceil((endsAt - performance.now()) / 1_000));
}

async function takeBatch(
  pool: Pool,
  tokenId: string,
  { perMinute, batch }: { perMinute: number; batch: number },
): Promise<{ isGranted: boolean; msLeft: number }> {
  const { rows } = await pool.query<{ isGranted: boolean; msLeft: number }>(
    `WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now), this AS MATERIALIZED (
       SELECT now, date_trunc('minute', now) AS minute FROM clock
     ), granted AS (
       UPDATE api_tokens t SET window_started_at = this.minute,
         window_granted = CASE WHEN t.window_started_at = this.minute THEN t.window_granted ELSE 0 END + $2
       FROM this
       WHERE t.id = $1 AND CASE WHEN t.window_started_at = this.minute THEN t.window_granted ELSE 0 END + $2 <= $3
       RETURNING t.id
     )
     SELECT EXISTS (SELECT FROM granted) AS "isGranted",
            (extract(epoch FROM minute + interval '1 minute' - now) * 1000)::float8 AS "msLeft" FROM this`,
    [tokenId, batch, perMinute],
  );
  const [row] = rows;
  if (!row) throw new Error("The database did not say how many requests are left");
  return row;
}
