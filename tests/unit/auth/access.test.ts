import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

import { access } from "@/lib/auth/access";

const app = path.resolve(import.meta.dirname, "../../../app");
const lines = Object.keys(access);

const files = readdirSync(app, { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/"));

/** `(dashboard)/runs/[id]/page.tsx` → `/runs/[id]` */
function addressOf(file: string): string {
  const folders = file.split("/").slice(0, -1);
  return `/${folders.filter((folder) => !folder.startsWith("(")).join("/")}`;
}

function readApp(file: string): string {
  return readFileSync(path.join(app, file), "utf8");
}

const routes = files.filter((file) => file.endsWith("route.ts"));
const pages = files.filter((file) => file.endsWith("page.tsx"));
const methodNames =
  /export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|\bas (GET|POST|PUT|PATCH|DELETE)\b/g;

describe("every file under app/ declares who may pass", () => {
  it("finds them", () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(pages.length).toBeGreaterThan(8);
  });

  it.each(routes)("%s", (file) => {
    const text = readApp(file);
    // The auth library's own door asks for passwords itself.
    const made = file.startsWith("api/v1/") ? "consumerDoor" : "door";
    const ownDoor = (line: string) => (file === "api/auth/[...all]/route.ts" ? "" : ` = ${made}("${line}"`);
    const methods = [...text.matchAll(methodNames)].map(([, declared, renamed]) => declared ?? renamed ?? "");
    expect(methods).not.toEqual([]);
    for (const method of methods) {
      const line = `${method} ${addressOf(file)}`;
      expect(lines).toContain(line);
      expect(text).toContain(ownDoor(line));
    }
  });

  it.each(pages)("%s", (file) => {
    const line = addressOf(file);
    expect(lines).toContain(line);
    const isOpen = Object.entries(access).some(([name, { kind }]) => name === line && kind === "open");
    expect(readApp(file).includes(`enterPage("${line}"`)).toBe(!isOpen);
  });

  it("no line is left of a door that is gone", () => {
    const here = [
      ...pages.map(addressOf),
      ...routes.flatMap((file) =>
        [...readApp(file).matchAll(methodNames)].map(
          ([, declared, renamed]) => `${declared ?? renamed} ${addressOf(file)}`,
        ),
      ),
    ];
    expect(lines.filter((line) => !here.includes(line))).toEqual([]);
  });
});
