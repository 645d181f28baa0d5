import "server-only";

import { attachDatabasePool } from "@vercel/functions";

import { type Auth, createAuth } from "@/lib/auth/auth";
import { createTokenBudget, type TokenBudget } from "@/lib/auth/tokens/budget";
import { databaseClock } from "@/lib/db/clock";
import { createPool, type Pool } from "@/lib/db/pool";
import { createPrisma, type Prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { createKomboClient } from "@/lib/kombo/client";
import { createLog, type Log } from "@/lib/log";
import { type Announcer, createAnnouncer } from "@/lib/sync/announce-work";
import type { CommandDeps, SyncDeps } from "@/lib/sync/deps";
import type { ResidentLoop } from "@/lib/sync/drivers/resident";
import { komboKeyId } from "@/lib/sync/kombo-key";
import { createIntake, type Intake } from "@/lib/webhooks/ingest";

import { createOidcDoor, type OidcDoor } from "./oidc-door";
import { currentVisitor } from "./visitor";

/** What the doors are given. Made once per process: Next loads this module once per bundle, so it hangs on `globalThis`. */
export type Composition = {
  readonly pool: Pool;
  readonly prisma: Prisma;
  readonly log: Log;
  readonly auth: Auth;
  /** Wakes the resident loops of other processes. */
  readonly announcer: Announcer;
  /** Null where no provider is set. */
  readonly oidc: OidcDoor | null;
  readonly tokenBudget: TokenBudget;
  /** Null without KOMBO_API_KEY: webhooks are stored, nothing can be fetched. */
  readonly sync: SyncDeps | null;
  readonly intake: Intake;
  /** Set by instrumentation.ts where the resident loop runs. */
  resident: ResidentLoop | null;
};

declare global {
  var komboMirror: Composition | undefined;
}

export function composition(): Composition {
  globalThis.komboMirror ??= compose();
  return globalThis.komboMirror;
}

export function auth(): Auth {
  return composition().auth;
}

/** What commands are given: they need no key, since they only change what is wanted. */
export function commandDeps(): CommandDeps {
  const { pool } = composition();
  return { pool, clock: databaseClock(pool) };
}

/** What the commands that ask Kombo themselves are given. */
export function askDeps(): SyncDeps {
  const { sync } = composition();
  if (!sync) throw new AppError("not_configured", "KOMBO_API_KEY is not set, so Kombo cannot be asked.");
  return sync;
}

/** What the commands about people are given. */
export function peopleDeps() {
  return { ...commandDeps(), auth: auth(), appUrl: env().appUrl };
}

function compose(): Composition {
  const {
    databaseUrl,
    databaseUrlUnpooled,
    komboApiKey,
    komboApiUrl,
    komboWebhookSecrets,
    catchUpHours,
    purgeAfterDays,
    authSecret,
    appUrl,
    isVercel,
    syncConcurrency,
    oidc: settings,
  } = env();
  // One connection a slice, and some for the doors; on Vercel many instances share the database.
  const pool = createPool(databaseUrl, isVercel ? 5 : syncConcurrency + 4);
  // A suspended function answers nobody, yet its idle connections would stay counted: they end before.
  if (isVercel) attachDatabasePool(pool);
  const log = createLog("info");
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on("error", (error) => log.warn({ err: error }, "idle database connection lost"));
  const sync =
    komboApiKey === undefined
      ? null
      : {
          pool,
          log,
          kombo: createKomboClient({ apiUrl: komboApiUrl, apiKey: komboApiKey }),
          keyId: komboKeyId(komboApiKey),
          clock: databaseClock(pool),
          catchUpHours,
          purgeAfterDays,
        };
  const prisma = createPrisma(pool);
  const authOptions = { pool, prisma, secret: authSecret, appUrl };
  return {
    pool,
    prisma,
    log,
    auth: createAuth(authOptions),
    oidc: settings ? createOidcDoor({ settings, authOptions, visitor: currentVisitor }) : null,
    sync,
    announcer: createAnnouncer({ pool, log }),
    tokenBudget: createTokenBudget(pool),
    intake: createIntake({
      pool,
      clock: databaseClock(pool),
      secrets: komboWebhookSecrets,
      log,
      prepares: !isVercel && databaseUrl === databaseUrlUnpooled,
    }),
    resident: null,
  };
}
