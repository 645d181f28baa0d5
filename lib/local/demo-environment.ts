import { keepSecrets } from "./private-file";

export interface DemoSecrets {
  readonly adminEmail: string;
  readonly adminPassword: string;
  readonly authSecret: string;
  readonly cronSecret: string;
  readonly komboApiKey: string;
  readonly webhookSecret: string;
}

/** Random, and the same at the next start. */
export function demoSecrets(file: string): DemoSecrets {
  const kept = keepSecrets(file, ["adminPassword", "authSecret", "cronSecret", "komboApiKey", "webhookSecret"]);
  return { ...kept, adminEmail: "demo@example.com" };
}

export interface DemoPlaces {
  readonly databaseUrl: string;
  readonly appUrl: string;
  readonly port: number;
  readonly komboApiUrl: string;
  readonly secrets: DemoSecrets;
}

/** Every variable of the product, so that nothing of the machine's own environment or .env leaks into the demo. */
export function demoEnvironment({
  databaseUrl,
  appUrl,
  port,
  komboApiUrl,
  secrets,
}: DemoPlaces): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DATABASE_URL_UNPOOLED: databaseUrl,
    KOMBO_API_KEY: secrets.komboApiKey,
    KOMBO_API_URL: komboApiUrl,
    KOMBO_REGION: "",
    KOMBO_WEBHOOK_SECRET: secrets.webhookSecret,
    CRON_SECRET: secrets.cronSecret,
    AUTH_SECRET: secrets.authSecret,
    APP_URL: appUrl,
    ADMIN_EMAIL: secrets.adminEmail,
    ADMIN_PASSWORD: secrets.adminPassword,
    FULL_FETCH_CRON: "",
    CATCH_UP_HOURS: "",
    SYNC_CONCURRENCY: "",
    SYNC_DRIVER: "resident",
    PORT: String(port),
    ALERT_WEBHOOK_URL: "",
    OTEL_EXPORTER_OTLP_ENDPOINT: "",
    OIDC_DISCOVERY_URL: "",
    OIDC_CLIENT_ID: "",
    OIDC_CLIENT_SECRET: "",
    OIDC_ROLE: "",
    OIDC_NAME: "",
    CLIENT_ADDRESS_HEADER: "",
  };
}
