import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** A file only its owner may read, complete or absent: written beside its place and renamed. */
export function writePrivateFile(file: string, text: string): void {
  makePrivateDirectory(path.dirname(file));
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
  renameSync(draft, file);
}

export function makePrivateDirectory(directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
}

/** Random values made once and kept, so that a second start finds the first one's sign-in and secrets. */
export function keepSecrets<Name extends string>(file: string, names: readonly Name[]): Record<Name, string> {
  const kept = existsSync(file) ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  const secrets = Object.fromEntries(names.map((name) => [name, kept[name] ?? randomSecret()]));
  if (names.some((name) => kept[name] === undefined)) {
    writePrivateFile(file, `${JSON.stringify({ ...kept, ...secrets }, null, 2)}\n`);
  }
  return requireNames(secrets, names);
}

export function randomSecret(): string {
  return randomBytes(24).toString("base64url");
}

function requireNames<Name extends string>(
  values: Record<string, string>,
  names: readonly Name[],
): Record<Name, string> {
  return z.record(z.enum(names), z.string()).parse(values);
}
