/**
 * The contract of the stand-in for Kombo: what can be asked of it and what it tells about itself. It is a real HTTP
 * server; only its clock, its data and its misbehaviour are in the hands of whoever starts it.
 */
import type { Category } from "@/lib/kombo/endpoints";

import type { JsonObject } from "./json";

/** `setTimer` lets a driven clock fire debounce windows and retries; without it real timers are used. */
export type SimulatorClock = {
  now(): Date;
  setTimer?(options: { readonly ms: number; readonly run: () => void }): () => void;
};

export type IntegrationSpec = {
  readonly category: Category;
  readonly tool: string;
  readonly organizationName: string;
  readonly originId?: string | null;
  /** Employees, candidates or learners; the simulator's size unless given. */
  readonly size?: number;
  /** Models the tool does not offer: listed as not available, and their endpoints answer MODEL_NOT_AVAILABLE. */
  readonly unavailableModels?: readonly string[];
};

/** `reference`: by the tables of Kombo's API reference. `guide`: every nested change brings the parent back. */
export type UpdatedAfterMode = "reference" | "guide";

export type WebhookBehaviour = {
  readonly debounceMs: number;
  /** Body with two spaces of indentation; the signature always covers the bytes as sent. */
  readonly pretty: boolean;
  /** Shares between 0 and 1, drawn from the seed: 1 is every event. */
  readonly lose: number;
  readonly duplicate: number;
  /** An event held back until the next one has been sent. */
  readonly reorder: number;
  /** An event that is first sent after `lateMs`, whatever was sent meanwhile. */
  readonly late: number;
  readonly lateMs: number;
  /** Further attempts after a delivery that was not answered with 2xx. */
  readonly retries: number;
  readonly retryDelayMs: number;
};

export type WebhookOptions = Partial<WebhookBehaviour> & {
  /** Null: nothing is delivered, events are only logged. */
  readonly url?: string | null;
  readonly secret?: string;
};

export type RateLimit = {
  readonly limit: number;
  readonly windowMs: number;
  /** Kombo does not document Retry-After; true sends it with a 429. */
  readonly retryAfter: boolean;
};

export type Paging = {
  /** `changed`: by time of the last change, so that a record that changes moves behind those not yet read. */
  readonly order: "position" | "changed";
  /** Fewer records a page than asked for. */
  readonly pageSizeMax: number;
};

type FaultKind =
  | { readonly kind: "error"; readonly status: number; readonly code: string | null }
  | { readonly kind: "html"; readonly status: number }
  /** Half of the body, then the connection is reset. */
  | { readonly kind: "truncated" }
  /** Half of the body, sent as if it were all. */
  | { readonly kind: "cut-json" }
  | { readonly kind: "disconnect" }
  | { readonly kind: "slow"; readonly ms: number }
  /** With one of the two headers only; as `rateLimit` says unless given. */
  | { readonly kind: "rate-limited"; readonly header?: "retry-after" | "ratelimit-reset" }
  /** Only requests that carry a cursor. */
  | { readonly kind: "cursor-rejected" }
  /** The cursors lead back to the first of `length` of them: 1 is the same cursor for ever. */
  | { readonly kind: "cursor-loop"; readonly length: number }
  /** A later page begins so many records too late, or too early: then it repeats those of the page before. */
  | { readonly kind: "shifted-page"; readonly by: number }
  /** As if there were nothing, or nothing more. */
  | { readonly kind: "empty-page" }
  | { readonly kind: "setup-sync-pending" }
  /** Sets a field of the page's first record, for values outside of an enum. */
  | { readonly kind: "field"; readonly field: string; readonly value: string | number | null }
  | { readonly kind: "missing-field"; readonly field: string }
  /** The last record of the page once more. */
  | { readonly kind: "repeated-record" };

export type Fault = FaultKind & {
  /** Path below /v1; every path unless given. */
  readonly endpoint?: string;
  readonly integrationId?: string;
  /** Matching requests that pass unharmed first; 0 unless given. */
  readonly after?: number;
  /** Requests it spoils before it is over; 1 unless given. */
  readonly times?: number;
};

export type SimulatorOptions = {
  readonly port?: number;
  readonly host?: string;
  readonly apiKey?: string;
  readonly seed?: number;
  /** Employees of an HRIS, candidates of an ATS, learners of an LMS: 50 to 200,000. */
  readonly size?: number;
  readonly integrations?: readonly IntegrationSpec[];
  readonly webhook?: WebhookOptions;
  readonly updatedAfterMode?: UpdatedAfterMode;
  readonly paging?: Partial<Paging>;
  readonly rateLimit?: Partial<RateLimit>;
  readonly clock?: SimulatorClock;
  readonly faults?: readonly Fault[];
  readonly life?: { readonly intervalMs: number };
};

export type IntegrationState = "ACTIVE" | "INVALID" | "INACTIVE";
export type SetupStatus = "INCOMPLETE" | "FINAL_SYNC_PENDING" | "COMPLETED";
export type QaStatus = "PENDING" | "FAILED" | "PASSED";

export type SimulatedIntegration = {
  readonly id: string;
  readonly tool: string;
  readonly category: Category;
  readonly organizationName: string;
  readonly originId: string | null;
};

export type StateChange = {
  readonly state?: IntegrationState;
  readonly setupStatus?: SetupStatus;
  readonly qaStatus?: QaStatus;
};

/** Which entity; its model's own name (`hris_teams`, not the endpoint) and its id in the customer's tool. */
type EntityRef = { readonly model: string; readonly remoteId: string };

export type Mutation =
  /** Own fields as on the wire. */
  | ({ readonly kind: "update"; readonly fields: JsonObject } & EntityRef)
  /** A foreign key by the link's name (`manager`, `current_stage`), to another entity's remote id. */
  | ({ readonly kind: "link"; readonly link: string; readonly to: string | null } & EntityRef)
  /** The members of a join model (`hris_join_employees_teams`); remoteId is the owner's. */
  | ({ readonly kind: "members"; readonly to: readonly string[] } & EntityRef)
  /** `parent`: remote id of the owner, for models that live under one (an employment under an employee). */
  | {
      readonly kind: "create";
      readonly model: string;
      readonly parent?: string;
      readonly fields?: JsonObject;
    }
  | ({ readonly kind: "delete" } & EntityRef)
  | ({ readonly kind: "undelete" } & EntityRef);

export type MutationOptions = {
  /** Changes the data but announces nothing: what a lost webhook leaves behind. */
  readonly silent?: boolean;
};

export type MutationResult = {
  readonly model: string;
  readonly id: string;
  readonly remoteId: string;
  readonly changedModels: readonly string[];
};

export type SentWebhook = {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `lost`: never sent on purpose; `failed`: no connection; otherwise the receiver's status. */
  readonly status: number | "lost" | "failed";
  readonly attempt: number;
  readonly sentAt: Date;
};

export type LoggedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly integrationId: string | null;
  readonly status: number;
  readonly at: Date;
};

export type LifeStep = { readonly integrationId: string; readonly what: string };

export type Simulator = {
  /** Ends in /v1. */
  readonly url: string;
  readonly apiKey: string;
  readonly integrations: readonly SimulatedIntegration[];
  readonly sentWebhooks: readonly SentWebhook[];
  /** The latest requests, oldest first; bounded. */
  readonly requests: readonly LoggedRequest[];
  readonly life: { step(integrationId?: string, options?: MutationOptions): LifeStep };
  mutate(integrationId: string, mutation: Mutation, options?: MutationOptions): MutationResult;
  /** Exactly what the list endpoint would answer now with include_deleted=true, in its order. */
  expectedRecords(integrationId: string, endpointPath: string): IterableIterator<JsonObject>;
  /** Sends what the debounce window holds back, and resolves when every delivery has ended. */
  flushWebhooks(): Promise<void>;
  /** Any type, also removed and unknown ones; without data an example of that type is sent. Returns the event's id. */
  sendWebhook(type: string, data?: JsonObject): string;
  /** Announces models without changing anything, through the same debounce as a real change. */
  announce(integrationId: string, models: readonly string[]): void;
  configureWebhook(options: WebhookOptions): void;
  setFaults(faults: readonly Fault[]): void;
  setUpdatedAfterMode(mode: UpdatedAfterMode): void;
  setPaging(paging: Partial<Paging>): void;
  createIntegration(spec: IntegrationSpec): SimulatedIntegration;
  deleteIntegration(integrationId: string): void;
  /** A deleted one is connected again: announced as created, with its id and its data. */
  restoreIntegration(integrationId: string): void;
  setState(integrationId: string, change: StateChange): void;
  /** Closes every socket and timer. */
  stop(): Promise<void>;
};
