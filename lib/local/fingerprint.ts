import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Contents decide, not times: a fresh clone or a switched branch has new times and often the same contents. */
export function fingerprint(places: readonly string[], isLeftOut: (file: string) => boolean = () => false): string {
  const hash = createHash("sha256");
  for (const file of places.flatMap((place) => filesIn(place)).toSorted()) {
    const name = file.split(path.sep).join("/");
    if (isLeftOut(name)) continue;
    hash.update(`${name}\n`).update(readFileSync(file)).update("\n");
  }
  return hash.digest("hex");
}

function filesIn(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => filesIn(path.join(place, entry.name)));
}

export function hasStamp(file: string, stamp: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === stamp;
}

export function writeStamp(file: string, stamp: string): void {
  writeFileSync(file, stamp);
}
