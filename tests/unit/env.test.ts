import { describe, expect, it } from "vitest";

import { EnvError, parseEnv } from "@/lib/env";

const enough = { DATABASE_URL: "postgresql://user:pw@db.example.com/mirror", AUTH_SECRET: "x".repeat(32) };

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
}

describe("parseEnv", () => {
  it("fills in every default", () => {
    expect(parseEnv(enough)).toEqual({
      databaseUrl: enough.DATABASE_URL,
      databaseUrlUnpooled: enough.DATABASE_URL,
      komboApiKey: undefined,
      komboApiUrl: "https://api.kombo.dev/v1",
      komboWebhookSecrets: [],
      cronSecret: undefined,
      authSecret: enough.AUTH_SECRET,
      appUrl: "http://localhost:3000",
      admin: undefined,
      fullFetchCron: "0 2 * * 0",
      catchUpHours: 6,
      purgeAfterDays: 14,
      syncConcurrency: 4,
      syncDriver: "resident",
      port: 3000,
      alertWebhookUrl: undefined,
      otelEndpoint: undefined,
      isDevelopment: false,
      isVercel: false,
      vercelEnv: undefined,
      setVariables: ["DATABASE_URL", "AUTH_SECRET"],
    });
  });

  it("takes empty and blank for unset, and trims the rest", () => {
    const env = parseEnv({ ...enough, KOMBO_API_KEY: " key \n", CRON_SECRET: "  ", PORT: "" });
    expect(env).toMatchObject({ komboApiKey: "key", cronSecret: undefined, port: 3000 });
  });

  it("accepts several webhook secrets for a rotation", () => {
    expect(parseEnv({ ...enough, KOMBO_WEBHOOK_SECRET: " new , old " }).komboWebhookSecrets).toEqual(["new", "old"]);
  });

  it("names every problem at once, missing ones included", () => {
    const problems = problemsOf({ PORT: "eighty", CRON_SECRET: "short", ADMIN_EMAIL: "ada@example.com" });
    expect(problems).toHaveLength(5);
    for (const name of ["DATABASE_URL", "AUTH_SECRET", "PORT", "CRON_SECRET", "ADMIN_PASSWORD"]) {
      expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
    }
  });

  it.each([
    ["DATABASE_URL", "mysql://db/mirror"],
    ["DATABASE_URL", "not an address"],
    ["DATABASE_URL_UNPOOLED", "https://db.example.com"],
    ["KOMBO_API_URL", "http://api.kombo.dev/v1"],
    ["KOMBO_API_URL", "api.kombo.dev"],
    ["KOMBO_REGION", "mars"],
    ["KOMBO_WEBHOOK_SECRET", "one,,two"],
    ["KOMBO_WEBHOOK_SECRET", "one,"],
    ["KOMBO_WEBHOOK_SECRET", ","],
    ["CRON_SECRET", "fifteen-letters"],
    ["AUTH_SECRET", "short"],
    ["APP_URL", "mirror.example.com"],
    ["FULL_FETCH_CRON", "every sunday"],
    ["FULL_FETCH_CRON", "0 2 31 2 *"],
    ["CATCH_UP_HOURS", "-1"],
    ["SYNC_CONCURRENCY", "0"],
    ["SYNC_CONCURRENCY", "2.5"],
    ["SYNC_DRIVER", "magic"],
    ["PORT", "65536"],
    ["ALERT_WEBHOOK_URL", "http://hooks.example.com"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
  ])("refuses %s=%s with one sentence that begins with its name", (name, value) => {
    const problems = problemsOf({ ...enough, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} .*\\.$`));
  });

  it.each([
    ["an administrator's e-mail", { ADMIN_EMAIL: "ada", ADMIN_PASSWORD: "long enough 123" }],
    ["a short administrator's password", { ADMIN_EMAIL: "ada@example.com", ADMIN_PASSWORD: "eleven-char" }],
    ["a password without e-mail", { ADMIN_PASSWORD: "long enough 123" }],
  ])("refuses %s", (_, source) => {
    expect(problemsOf({ ...enough, ...source })).toHaveLength(1);
  });

  it("never repeats a secret's value in a problem", () => {
    const problems = problemsOf({ ...enough, CRON_SECRET: "hunter2", DATABASE_URL: "mysql://user:hunter2@db" });
    expect(problems.join()).not.toContain("hunter2");
  });

  it.each(["http://127.0.0.1:4010/v1", "http://localhost:4010/v1/", "https://api.kombo.dev/v1"])(
    "accepts Kombo at %s",
    (url) => {
      expect(parseEnv({ ...enough, KOMBO_API_URL: url }).komboApiUrl).toBe(url.replace(/\/$/, ""));
    },
  );

  it("knows the US region", () => {
    expect(parseEnv({ ...enough, KOMBO_REGION: "us" }).komboApiUrl).toBe("https://api.us.kombo.dev/v1");
  });

  it("on Vercel has no embedded database to fall back on, and says so", () => {
    expect(problemsOf({ AUTH_SECRET: enough.AUTH_SECRET, VERCEL: "1" })[0]).toMatch(/^DATABASE_URL .*Vercel/);
  });

  it("on Vercel uses workflows and the deployment's own address", () => {
    const vercel = {
      ...enough,
      VERCEL: "1",
      VERCEL_URL: "preview.vercel.app",
      VERCEL_PROJECT_PRODUCTION_URL: "mirror.example.com",
    };
    expect(parseEnv({ ...vercel, VERCEL_ENV: "production" })).toMatchObject({
      syncDriver: "workflow",
      appUrl: "https://mirror.example.com",
    });
    expect(parseEnv({ ...vercel, VERCEL_ENV: "preview" }).appUrl).toBe("https://preview.vercel.app");
  });

  it("takes single sign-on whole or not at all", () => {
    const oidc = {
      OIDC_DISCOVERY_URL: "https://id.example.com/.well-known/openid-configuration",
      OIDC_CLIENT_ID: "mirror",
      OIDC_CLIENT_SECRET: "s",
    };
    expect(parseEnv({ ...enough, ...oidc }).oidc).toEqual({
      discoveryUrl: oidc.OIDC_DISCOVERY_URL,
      clientId: "mirror",
      clientSecret: "s",
      role: "viewer",
      name: "single sign-on",
    });
    expect(parseEnv(enough).oidc).toBeUndefined();
    expect(problemsOf({ ...enough, OIDC_CLIENT_ID: "mirror", OIDC_ROLE: "owner" })).toEqual([
      "OIDC_DISCOVERY_URL and OIDC_CLIENT_SECRET are not set but OIDC_CLIENT_ID, OIDC_ROLE are: set OIDC_DISCOVERY_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET for single sign-on, or none.",
      'OIDC_ROLE must be "viewer" or "operator" or "admin".',
    ]);
    expect(problemsOf({ ...enough, ...oidc, OIDC_DISCOVERY_URL: "http://id.example.com/" })).toEqual([
      "OIDC_DISCOVERY_URL must be an https:// address (http:// only for this machine, for instance http://127.0.0.1:4010/v1).",
    ]);
  });
});
