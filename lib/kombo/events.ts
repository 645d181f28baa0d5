import { z } from "zod";

/** Of the events we send ourselves to try our own door; like every unknown type it is stored, and that is all. */
export const testEventType = "kombo-mirror-test";

/** The webhook envelope, as lenient as I11 asks: only what we act on is read, everything is stored. */
const envelope = z.object({
  id: z.string().min(1).optional().catch(undefined),
  type: z.string().min(1).catch("unknown"),
  data: z.record(z.string(), z.unknown()).catch({}),
});

const text = z
  .string()
  .min(1)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const nobody = { organization_name: null, creator_email: null, origin_id: null };
const endUser = z.object({ organization_name: text, creator_email: text, origin_id: text }).catch(nobody);

/** `integration-created` and `-deleted` say `id`, `tool`, `category`; all others `integration_id` and so on. */
const eventData = z.object({
  integration_id: text,
  integration_tool: text,
  integration_category: text,
  id: text,
  tool: text,
  category: text,
  end_user: endUser,
  changed_models: z
    .array(
      z
        .object({ name: z.string() })
        .transform(({ name }) => name)
        .catch(""),
    )
    .catch([])
    .transform((names) => names.filter((name) => name !== "")),
  state: text,
  setup_status: text,
  qa_status: text,
});

export type KomboEvent = {
  /** Null when the sender gave none. */
  readonly id: string | null;
  readonly type: string;
  readonly integration: KomboEventIntegration | null;
  readonly changedModels: readonly string[];
  readonly state: string | null;
  readonly setupStatus: string | null;
  readonly qaStatus: string | null;
};

export type KomboEventIntegration = {
  readonly komboIntegrationId: string;
  readonly tool: string | null;
  readonly category: string | null;
  readonly organizationName: string | null;
  readonly creatorEmail: string | null;
  readonly originId: string | null;
};

const integrationKeyedById: readonly string[] = ["integration-created", "integration-deleted"];

/** Reads an event out of any JSON value; never throws, what it cannot read is null. */
export function readEvent(payload: unknown): KomboEvent {
  const parsed = envelope.safeParse(payload);
  if (!parsed.success) return unknownEvent;
  const { id = null, type } = parsed.data;
  const data = eventData.parse(parsed.data.data);
  return {
    id,
    type,
    integration: readIntegration(data, integrationKeyedById.includes(type)),
    changedModels: data.changed_models,
    state: data.state,
    setupStatus: data.setup_status,
    qaStatus: data.qa_status,
  };
}

function readIntegration(data: z.output<typeof eventData>, isKeyedById: boolean): KomboEventIntegration | null {
  const komboIntegrationId = isKeyedById ? data.id : data.integration_id;
  if (komboIntegrationId === null) return null;
  return {
    komboIntegrationId,
    tool: isKeyedById ? data.tool : data.integration_tool,
    category: isKeyedById ? data.category : data.integration_category,
    organizationName: data.end_user.organization_name,
    creatorEmail: data.end_user.creator_email,
    originId: data.end_user.origin_id,
  };
}

const unknownEvent: KomboEvent = {
  id: null,
  type: "unknown",
  integration: null,
  changedModels: [],
  state: null,
  setupStatus: null,
  qaStatus: null,
};
