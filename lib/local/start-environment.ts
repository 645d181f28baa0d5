import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";

import { dataFolder } from "./local-paths";
import { keepSecrets } from "./private-file";

/** The embedded database of `npm start`. */
export const PRODUCT_DATABASE = "kombo_mirror";

/** What is already set wins over the file, as everywhere. */
export function loadDotEnv(): void {
  if (existsSync(".env")) loadEnvFile(".env");
}

export function migrationUrl(source: NodeJS.ProcessEnv): string | undefined {
  return setOrUndefined(source["DATABASE_URL_UNPOOLED"]) ?? setOrUndefined(source["DATABASE_URL"]);
}

export function setOrUndefined(value: string | undefined): string | undefined {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? undefined : trimmed;
}

/** A secret for signing sessions, made once, so that nobody is signed out by a restart. */
export function keptAuthSecret(): string {
  return keepSecrets(`${dataFolder}/start.json`, ["authSecret"]).authSecret;
}
