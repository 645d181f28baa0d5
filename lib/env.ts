import { Cron } from "croner";
import { z } from "zod";

/** Every problem at once; `message` is for a person. */
export class EnvError extends Error {
  override readonly name = "EnvError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

export type Env = ReturnType<typeof toEnv>;

type Source = Readonly<Record<string, string | undefined>>;

let parsed: Env | undefined;

/** The process's environment, read on first use. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Throws an EnvError that names everything that is wrong. Surrounding blanks do not count; empty is unset. */
export function parseEnv(source: Source): Env {
  const values = withoutBlanks(source);
  const result = Variables.safeParse(values);
  const wrong = result.success ? [] : result.error.issues.map(({ message }) => message);
  const problems = [...missing(values), ...wrong];
  if (result.success && problems.length === 0) return toEnv(result.data, namesOf(values));
  throw new EnvError([...new Set(problems)]);
}

function withoutBlanks(source: Source): Record<string, string> {
  const entries = Object.entries(source).map(([name, value]) => [name, value?.trim() ?? ""] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

const isLoopback = (url: URL) => ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);

function isUrl(text: string, accepts: (url: URL) => boolean): boolean {
  return URL.canParse(text) && accepts(new URL(text));
}

/** Secrets travel to these addresses: plain http is for this machine only. */
function secureUrl(name: string) {
  return z
    .string()
    .refine(
      (text) => isUrl(text, (url) => url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url))),
      {
        error: `${name} must be an https:// address (http:// only for this machine, for instance http://127.0.0.1:4010/v1).`,
      },
    );
}

function webUrl(name: string) {
  return z.string().refine((text) => isUrl(text, ({ protocol }) => protocol === "https:" || protocol === "http:"), {
    error: `${name} must be a full address, for instance https://mirror.example.com.`,
  });
}

function postgresUrl(name: string) {
  return z.string().refine((text) => isUrl(text, ({ protocol }) => /^postgres(ql)?:$/.test(protocol)), {
    error: `${name} must look like postgresql://user:password@host:5432/database; write special characters of the password as %XX.`,
  });
}

interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  readonly hint: string;
}

function numberWithin(name: string, { min, max, whole = true, hint }: NumberRule) {
  return z
    .string()
    .refine(
      (text) =>
        /^\d+(\.\d+)?$/.test(text) && Number(text) >= min && Number(text) <= max && (!whole || /^\d+$/.test(text)),
      {
        error: `${name} must be a ${whole ? "whole number" : "number"} from ${min} to ${max} (${hint}).`,
      },
    )
    .transform(Number);
}

function secret(name: string, minLength: number, wayOut: string) {
  return z.string().min(minLength, { error: `${name} must have at least ${minLength} characters: ${wayOut}.` });
}

function oneOf<const Values extends readonly string[]>(name: string, values: Values) {
  return z.enum(values, { error: `${name} must be ${values.map((value) => `"${value}"`).join(" or ")}.` });
}

function isCronPattern(text: string): boolean {
  try {
    return new Cron(text, { paused: true, timezone: "UTC" }).nextRun() !== null;
  } catch {
    return false;
  }
}

const RANDOM = "make one with `openssl rand -base64 32`";

const Variables = z.object({
  DATABASE_URL: postgresUrl("DATABASE_URL").optional(),
  DATABASE_URL_UNPOOLED: postgresUrl("DATABASE_URL_UNPOOLED").optional(),
  KOMBO_API_KEY: z.string().optional(),
  KOMBO_API_URL: secureUrl("KOMBO_API_URL").optional(),
  KOMBO_REGION: oneOf("KOMBO_REGION", ["eu", "us"]).default("eu"),
  KOMBO_WEBHOOK_SECRET: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .refine((secrets) => secrets.every((part) => part !== ""), {
      error: "KOMBO_WEBHOOK_SECRET has an empty entry, which would let anybody in: remove the extra comma.",
    })
    .optional(),
  CRON_SECRET: secret("CRON_SECRET", 16, RANDOM).optional(),
  AUTH_SECRET: secret("AUTH_SECRET", 32, RANDOM).optional(),
  APP_URL: webUrl("APP_URL").optional(),
  ADMIN_EMAIL: z.email({ error: "ADMIN_EMAIL must be an e-mail address." }).optional(),
  ADMIN_PASSWORD: secret("ADMIN_PASSWORD", 12, "choose a longer one").optional(),
  FULL_FETCH_CRON: z
    .string()
    .refine(isCronPattern, {
      error: 'FULL_FETCH_CRON must be a cron expression in UTC, for instance "0 2 * * 0" (Sunday, 02:00).',
    })
    .default("0 2 * * 0"),
  CATCH_UP_HOURS: numberWithin("CATCH_UP_HOURS", {
    min: 0,
    max: 720,
    whole: false,
    hint: "0 turns it off, 6 is usual",
  }).default(6),
  PURGE_AFTER_DAYS: numberWithin("PURGE_AFTER_DAYS", { min: 0, max: 3650, hint: "14 is usual" }).default(14),
  SYNC_CONCURRENCY: numberWithin("SYNC_CONCURRENCY", { min: 1, max: 64, hint: "4 is usual" }).default(4),
  SYNC_DRIVER: oneOf("SYNC_DRIVER", ["resident", "workflow"]).optional(),
  PORT: numberWithin("PORT", { min: 1, max: 65_535, hint: "3000 is usual" }).default(3000),
  ALERT_WEBHOOK_URL: secureUrl("ALERT_WEBHOOK_URL").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl("OTEL_EXPORTER_OTLP_ENDPOINT").optional(),
  OIDC_DISCOVERY_URL: secureUrl("OIDC_DISCOVERY_URL").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ROLE: oneOf("OIDC_ROLE", ["viewer", "operator", "admin"]).default("viewer"),
  OIDC_NAME: z.string().max(40, { error: "OIDC_NAME must have at most 40 characters." }).default("single sign-on"),
  CLIENT_ADDRESS_HEADER: z
    .string()
    .regex(/^[a-z0-9-]+$/i, { error: "CLIENT_ADDRESS_HEADER must be the name of a header, for instance x-real-ip." })
    .optional(),
  NODE_ENV: z.string().optional(),
  VERCEL: z.string().optional(),
  VERCEL_ENV: oneOf("VERCEL_ENV", ["production", "preview", "development"]).optional(),
  VERCEL_URL: z.string().optional(),
  VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
});

function missing(values: Record<string, string>): string[] {
  const { DATABASE_URL, AUTH_SECRET, ADMIN_EMAIL, ADMIN_PASSWORD, VERCEL } = values;
  const problems: string[] = missingOfOidc(values);
  if (DATABASE_URL === undefined) {
    problems.push(
      VERCEL === undefined
        ? "DATABASE_URL is not set: start with `npm start`, which brings a database of its own, or set it to your PostgreSQL."
        : "DATABASE_URL is not set: connect a PostgreSQL to the project on Vercel, or set the variable there.",
    );
  }
  if (AUTH_SECRET === undefined) problems.push(`AUTH_SECRET is not set, so nobody could stay signed in: ${RANDOM}.`);
  if ((ADMIN_EMAIL === undefined) !== (ADMIN_PASSWORD === undefined)) {
    const [absent, present] =
      ADMIN_EMAIL === undefined ? ["ADMIN_EMAIL", "ADMIN_PASSWORD"] : ["ADMIN_PASSWORD", "ADMIN_EMAIL"];
    problems.push(`${absent} is not set but ${present} is: set both to create the first administrator, or none.`);
  }
  return problems;
}

const OIDC = ["OIDC_DISCOVERY_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

function missingOfOidc(values: Record<string, string>): string[] {
  const absent = OIDC.filter((name) => values[name] === undefined);
  const present = [...OIDC, "OIDC_ROLE", "OIDC_NAME"].filter((name) => values[name] !== undefined);
  if (absent.length === 0 || present.length === 0) return [];
  return [
    `${absent.join(" and ")} ${absent.length === 1 ? "is" : "are"} not set but ${present.join(", ")} ${present.length === 1 ? "is" : "are"}: set ${OIDC.join(", ")} for single sign-on, or none.`,
  ];
}

const KOMBO_URL_BY_REGION = { eu: "https://api.kombo.dev/v1", us: "https://api.us.kombo.dev/v1" } as const;

/** Of what we read: the environment holds much that is not ours. */
function namesOf(values: Record<string, string>): readonly string[] {
  return Object.keys(Variables.shape).filter((name) => values[name] !== undefined);
}

function toEnv(values: z.infer<typeof Variables>, setVariables: readonly string[]) {
  const databaseUrl = values.DATABASE_URL ?? "";
  return {
    databaseUrl,
    databaseUrlUnpooled: values.DATABASE_URL_UNPOOLED ?? databaseUrl,
    komboApiKey: values.KOMBO_API_KEY,
    komboApiUrl: (values.KOMBO_API_URL ?? KOMBO_URL_BY_REGION[values.KOMBO_REGION]).replace(/\/+$/, ""),
    /** Any of them may have signed; empty: webhooks are refused with 503. */
    komboWebhookSecrets: values.KOMBO_WEBHOOK_SECRET ?? [],
    cronSecret: values.CRON_SECRET,
    authSecret: values.AUTH_SECRET ?? "",
    appUrl: (values.APP_URL ?? defaultAppUrl(values)).replace(/\/+$/, ""),
    admin: firstAdmin(values),
    fullFetchCron: values.FULL_FETCH_CRON,
    catchUpHours: values.CATCH_UP_HOURS,
    purgeAfterDays: values.PURGE_AFTER_DAYS,
    syncConcurrency: values.SYNC_CONCURRENCY,
    syncDriver: values.SYNC_DRIVER ?? (values.VERCEL === undefined ? "resident" : "workflow"),
    port: values.PORT,
    alertWebhookUrl: values.ALERT_WEBHOOK_URL,
    otelEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    oidc: oidcOf(values),
    clientAddressHeader: values.CLIENT_ADDRESS_HEADER,
    isVercel: values.VERCEL !== undefined,
    isDevelopment: values.NODE_ENV === "development",
    vercelEnv: values.VERCEL_ENV,
    /** Names only, so that the dashboard can say what is missing. */
    setVariables,
  } as const;
}

/** A preview has an address of its own for each deployment. */
function defaultAppUrl(values: z.infer<typeof Variables>): string {
  const host = values.VERCEL_ENV === "production" ? values.VERCEL_PROJECT_PRODUCTION_URL : values.VERCEL_URL;
  return host === undefined ? `http://localhost:${values.PORT}` : `https://${host}`;
}

function firstAdmin({ ADMIN_EMAIL: email, ADMIN_PASSWORD: password }: z.infer<typeof Variables>) {
  return email === undefined || password === undefined ? undefined : { email, password };
}

/** Undefined: people sign in with e-mail and password only. */
function oidcOf(values: z.infer<typeof Variables>) {
  const { OIDC_DISCOVERY_URL: discoveryUrl, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (discoveryUrl === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { discoveryUrl, clientId, clientSecret, role: values.OIDC_ROLE, name: values.OIDC_NAME };
}
