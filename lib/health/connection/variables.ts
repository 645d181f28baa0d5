import type { Variable } from "@/lib/health/schema/connection";

type VariableWords = Omit<Variable, "isSet">;

const needed = { isNeeded: true, isSecret: true };
const setting = { isNeeded: false, isSecret: false };
const extraSecret = { isNeeded: false, isSecret: true };

/** What the environment can say, those first that something of weight hangs on. Never a value. */
const variables: readonly VariableWords[] = [
  {
    name: "KOMBO_API_KEY",
    ...needed,
    does: "Fetches from Kombo.",
    without: "Webhooks are stored, but nothing is fetched.",
  },
  {
    name: "KOMBO_WEBHOOK_SECRET",
    ...needed,
    does: "Verifies that a webhook comes from Kombo; several, with commas, while one is rotated.",
    without: "Every webhook is answered 503.",
  },
  { name: "DATABASE_URL", ...needed, does: "The PostgreSQL to mirror into.", without: "The server does not start." },
  { name: "AUTH_SECRET", ...needed, does: "Signs sessions and alerts.", without: "The server does not start." },
  {
    name: "CRON_SECRET",
    ...extraSecret,
    does: "Lets the cron calls in.",
    without:
      "Cron calls are answered 503. On Vercel nothing is caught up then; elsewhere the server’s own loop needs none.",
  },
  {
    name: "APP_URL",
    ...setting,
    does: "The public address: of the webhook URL, of links in invitations and alerts.",
    without: "Vercel’s own address, elsewhere localhost.",
  },
  {
    name: "ALERT_WEBHOOK_URL",
    ...extraSecret,
    does: "Is told when something needs a person, and when it is over.",
    without: "Nobody is told outside this dashboard.",
  },
  {
    name: "DATABASE_URL_UNPOOLED",
    ...extraSecret,
    does: "The direct address, for migrations and notifications.",
    without: "DATABASE_URL is used.",
  },
  { name: "KOMBO_REGION", ...setting, does: "Where the Kombo account lives: eu or us.", without: "eu is used." },
  { name: "KOMBO_API_URL", ...setting, does: "Another address of Kombo’s API.", without: "The one of the region." },
  {
    name: "ADMIN_EMAIL",
    ...setting,
    does: "With ADMIN_PASSWORD: the first administrator.",
    without: "Nobody is created at the start.",
  },
  { name: "ADMIN_PASSWORD", ...extraSecret, does: "Their first password.", without: "Nobody is created at the start." },
  {
    name: "FULL_FETCH_CRON",
    ...setting,
    does: "When everything is fetched anew, in UTC.",
    without: "Sundays, 02:00 UTC. On Vercel vercel.json decides.",
  },
  {
    name: "CATCH_UP_HOURS",
    ...setting,
    does: "After how long without a webhook changes are asked for anyway.",
    without: "6 hours.",
  },
  {
    name: "PURGE_AFTER_DAYS",
    ...setting,
    does: "When the data of an integration that Kombo deleted is purged.",
    without: "14 days.",
  },
  { name: "SYNC_CONCURRENCY", ...setting, does: "Endpoints fetched at the same time.", without: "4 at a time." },
  {
    name: "SYNC_DRIVER",
    ...setting,
    does: "What keeps work going: resident or workflow.",
    without: "Workflow on Vercel, elsewhere resident.",
  },
  {
    name: "OIDC_DISCOVERY_URL",
    ...setting,
    does: "With OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: single sign-on.",
    without: "People sign in with e-mail and password only.",
  },
  { name: "OIDC_CLIENT_ID", ...setting, does: "Names this application there.", without: "No single sign-on." },
  { name: "OIDC_CLIENT_SECRET", ...extraSecret, does: "Proves it there.", without: "No single sign-on." },
  {
    name: "OIDC_ROLE",
    ...setting,
    does: "The role of whoever comes in by it for the first time.",
    without: "Viewer.",
  },
  { name: "OIDC_NAME", ...setting, does: "What its button is called.", without: "“single sign-on”." },
  { name: "PORT", ...setting, does: "Where `npm start` listens.", without: "3000." },
  {
    name: "CLIENT_ADDRESS_HEADER",
    ...setting,
    does: "Where your own reverse proxy writes the client’s address.",
    without: "The address of the connection; Vercel’s headers are known.",
  },
];

export function listVariables(set: ReadonlySet<string>): readonly Variable[] {
  return variables.map((words) => ({ ...words, isSet: set.has(words.name) }));
}
