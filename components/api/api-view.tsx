import { SettingsPage } from "@/components/settings/settings-page";
import { CodeBlock } from "@/components/ui/code-block";
import { Section } from "@/components/ui/panel";

import { OperationPanel, type DocumentedOperation } from "./operation-panel";
import { SqlViews, type DocumentedView } from "./sql-views";

type ApiViewProps = {
  readonly appUrl: string;
  readonly operations: readonly DocumentedOperation[];
  readonly views: readonly DocumentedView[];
};

/** How programs read the mirror: over HTTP, and with SQL. */
export function ApiView({ appUrl, operations, views }: ApiViewProps) {
  return (
    <SettingsPage current="/settings/api" lead="How your own services read the mirror: over HTTP, or with SQL.">
      <div className="mt-5 flex max-w-220 flex-col gap-8">
        <Section title="First request">
          <p className="text-muted max-w-text mb-2">
            Every request brings a token, which an administrator creates under API tokens. Answers are JSON, named as
            the tables.{" "}
            <a href={`${appUrl}/api/v1/openapi.json`} className="link rounded-sm">
              The same as OpenAPI 3.1
            </a>
            , for code generators.
          </p>
          <CodeBlock
            label="A first request"
            text={`curl -H "Authorization: Bearer $TOKEN" \\\n  "${appUrl}/api/v1/integrations"`}
          />
        </Section>
        <Section title="Keep a copy in step">
          <FeedSteps />
        </Section>
        <Section title="Addresses">
          <div className="flex flex-col gap-4">
            {operations.map((operation) => (
              <OperationPanel key={operation.path} operation={operation} appUrl={appUrl} />
            ))}
          </div>
        </Section>
        <Section title="What is refused">
          <Refusals />
        </Section>
        <Section title="SQL">
          <SqlViews views={views} />
        </Section>
      </div>
    </SettingsPage>
  );
}

const steps = [
  {
    title: "List everything once",
    text: "Walk /api/v1/records page by page with next. Each page carries the same feed_cursor, taken before the first one.",
  },
  {
    title: "Read the feed from there",
    text: "Ask /api/v1/changes with that cursor and expand=record. Write each record over yours; remove it where record is null or has deleted_at.",
  },
  {
    title: "Keep next, ask again",
    text: "Store next together with what you wrote. While has_more is true ask at once, then every few seconds. A change may come twice after a crash, never not at all.",
  },
  {
    title: "When the feed is held",
    text: "A change is delivered once no older transaction is open, so that none is skipped which commits late. held_since and held_by say what it waits for.",
  },
  {
    title: "When the cursor has expired",
    text: "410 cursor_expired: retention removed changes behind it, or the database was restored. Begin again with the listing. Nothing is skipped in silence.",
  },
] as const;

function FeedSteps() {
  return (
    <ol className="border-t">
      {steps.map(({ title, text }, index) => (
        <li key={title} className="border-border-faint flex gap-x-4 gap-y-0.5 border-b py-2.5 max-sm:flex-col">
          <p className="w-60 shrink-0 font-medium">
            <span className="text-subtle mr-2 font-normal">{index + 1}</span>
            {title}
          </p>
          <p className="text-muted max-w-text text-pretty">{text}</p>
        </li>
      ))}
    </ol>
  );
}

const refusals = [
  { status: 400, text: "A parameter is wrong or not known; errors names each one." },
  { status: 401, text: "The token is missing, unknown, revoked or expired." },
  { status: 403, text: "The token may only read." },
  { status: 410, text: "The cursor has expired; detail says how to start over." },
  {
    status: 429,
    text: "More than 600 requests in a minute with this token; Retry-After says how many seconds to wait.",
  },
] as const;

function Refusals() {
  return (
    <>
      <p className="text-muted max-w-text mb-2">
        As <span className="mono">application/problem+json</span>, with the request id that our log names too.
      </p>
      <dl className="border-t">
        {refusals.map(({ status, text }) => (
          <div key={status} className="border-border-faint flex gap-4 border-b py-2">
            <dt className="w-10 shrink-0 font-medium">{status}</dt>
            <dd className="text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
