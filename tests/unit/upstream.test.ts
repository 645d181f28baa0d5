import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["app", "components", "lib"]
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      [folder, ...name.split(path.sep)].join("/"),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/^lib\/(local|simulator|db\/generated)\//.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** Whoever could name another address would be sent the API key, and could let the server ask inside its own network. */
describe("where Kombo is, the environment alone says", () => {
  it("the sources are read", () => {
    expect(sources.length).toBeGreaterThan(200);
  });

  it("its address is read from the environment and handed to the client in one place", () => {
    expect(filesWith(/KOMBO_API_URL|KOMBO_REGION/)).toEqual([
      "lib/env.ts",
      // Says what each variable is for.
      "lib/health/connection/variables.ts",
    ]);
    expect(filesWith(/createKomboClient\(\{/)).toEqual(["lib/server/composition.ts"]);
    // The last only shows which region it is, and whether webhooks come from there.
    expect(filesWith(/\bkomboApiUrl\b/).toSorted()).toEqual([
      "lib/env.ts",
      "lib/server/composition.ts",
      "lib/server/health-settings.ts",
    ]);
  });

  it("the server asks nobody else: only the client of Kombo and single sign-on send requests, and the browser asks its own server", () => {
    expect(filesWith(/(?<![.\w])fetch\(|from "(node:)?https?"|undici|axios/).toSorted()).toEqual([
      // Its address is the environment's too.
      "lib/auth/oidc/provider.ts",
      "lib/kombo/request.ts",
      "lib/queries/fetch-json.ts",
      // To ALERT_WEBHOOK_URL, and to our own door at APP_URL.
      "lib/server/post.ts",
      // Name the type of a request that came in.
      "lib/server/socket-address.ts",
      "lib/server/webhook-listener.ts",
    ]);
  });

  it("no table has a column for an address", () => {
    const columns = readFileSync(path.join(root, "prisma/schema.prisma"), "utf8").match(
      /^\s+\w*(url|uri|host)\w*\s/gim,
    );
    expect(columns ?? []).toEqual([]);
  });
});
