import { rmSync } from "node:fs";

import { exclusively } from "./exclusively";
import { ExpectedFailure } from "./expected-failure";
import { fingerprint, hasStamp, writeStamp } from "./fingerprint";
import { dataFolder } from "./local-paths";
import { makePrivateDirectory } from "./private-file";
import { captureTool } from "./program";

const GENERATED = "lib/db/generated";
const STAMP = `${GENERATED}/.stamp`;

/** Writes the Prisma client from the schema; nothing to do when it already is from this schema and this Prisma. */
export async function generateClient(signal: AbortSignal): Promise<void> {
  makePrivateDirectory(dataFolder);
  await exclusively(`${dataFolder}/generate.lock`, async () => {
    const stamp = fingerprint(["prisma/schema.prisma", ".config/prisma.ts", "node_modules/prisma/package.json"]);
    if (hasStamp(STAMP, stamp)) return;
    rmSync(GENERATED, { recursive: true, force: true });
    const { code, output } = await captureTool("prisma", ["generate", "--no-hints"], { signal, env: withoutEngine() });
    if (code !== 0) throw new ExpectedFailure(`The Prisma client could not be generated:\n${output}`);
    writeStamp(STAMP, stamp);
  });
}

/**
 * Without internet Prisma fails looking for an engine that generating does not use, unless it is told of a program. It has to
 * be one that fails when run as an engine: with one that succeeds, `prisma migrate` reports success and does nothing.
 */
function withoutEngine(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ?? process.execPath,
  };
}
