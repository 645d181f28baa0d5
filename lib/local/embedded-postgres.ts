import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { prepareClusterPlace } from "./cluster-place";
import { clusterServer, type ClusterServer } from "./cluster-server";
import { clusterSharing } from "./cluster-sharing";
import { createCluster } from "./create-cluster";
import { exclusively } from "./exclusively";
import { ExpectedFailure } from "./expected-failure";
import { findPostgresPrograms } from "./postgres-programs";
import type { ClusterParts } from "./server-program";
import { serverUser } from "./server-user";

export interface EmbeddedPostgres {
  readonly reused: boolean;
  readonly dataDirectory: string;
  readonly urlOf: (database: string) => string;
  /** Stops the server unless another running command uses it too. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly directory: string;
  /** Server settings, for instance `{ fsync: "off" }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A real PostgreSQL under `directory`: made on first use, reused when it already runs, also after a kill -9 of its starter. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = path.resolve(options.directory);
  const user = serverUser();
  const programs = await findPostgresPrograms(user);
  const place = prepareClusterPlace(directory, user);
  const lockFile = path.join(directory, "lock");
  const sharing = clusterSharing(directory);
  return exclusively(lockFile, async () => {
    const password = ensureCluster({ programs, place, user });
    const server = clusterServer({ programs, place, user, password });
    const { port, reused } = await server.start(options.settings ?? {});
    const member = sharing.join();
    return {
      reused,
      dataDirectory: place.data,
      urlOf: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
      stop: () => exclusively(lockFile, async () => stopIfLast(server, sharing.leave(member))),
    };
  });
}

async function stopIfLast(server: ClusterServer, isLast: boolean): Promise<void> {
  if (isLast) server.stop();
}

function ensureCluster(parts: ClusterParts): string {
  const { place, user } = parts;
  const passwordFile = path.join(place.directory, "password");
  if (!existsSync(place.data)) return createCluster(parts);
  const owner = statSync(place.data).uid;
  if (user.identity !== null && owner !== user.identity.uid) {
    throw new ExpectedFailure(`The database in ${place.data} belongs to user ${owner}: run this command as that user.`);
  }
  if (existsSync(passwordFile)) return readFileSync(passwordFile, "utf8").trim();
  throw new ExpectedFailure(
    `The database in ${place.data} has lost its password file ${passwordFile}: put it back, or delete the first to start empty.`,
  );
}
