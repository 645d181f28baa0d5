import type { Category } from "@/lib/kombo/endpoints";

import { applyMutation } from "./apply-mutation";
import { DataChangedDebounce } from "./data-changed";
import { createIntegration, defaultIntegrations, type Integration } from "./integration";
import type { JsonObject } from "./json";
import { planLife } from "./life";
import { Random } from "./random";
import type {
  IntegrationSpec,
  LifeStep,
  Mutation,
  MutationOptions,
  MutationResult,
  SimulatorOptions,
  StateChange,
} from "./simulator";
import { day } from "./table";
import type { Timers } from "./timers";
import { dataChanged, webhookData } from "./webhook-data";
import { WebhookOutbox } from "./webhook-outbox";

/** The integrations, what happens to them, and who is told. */
export class KomboState {
  readonly outbox: WebhookOutbox;
  readonly debounce: DataChangedDebounce;
  readonly integrations: Integration[] = [];
  readonly #deleted = new Map<string, Integration>();
  readonly #timers: Timers;
  readonly #seed: number;
  readonly #size: number;
  readonly #epoch: number;
  readonly #random: Random;
  #created = 0;

  constructor(options: SimulatorOptions, timers: Timers) {
    this.#timers = timers;
    this.#seed = options.seed ?? 1;
    this.#size = options.size ?? 200;
    this.#epoch = Math.floor(timers.now() / day) * day;
    this.#random = new Random(this.#seed + 4_711);
    this.outbox = new WebhookOutbox({ timers, seed: this.#seed, webhook: options.webhook ?? {} });
    this.debounce = new DataChangedDebounce({
      timers,
      windowMs: () => this.outbox.debounceMs,
      announce: (id, models) => this.#announce(id, models),
    });
    for (const spec of options.integrations ?? defaultIntegrations) this.#add(spec);
  }

  find(id: string): Integration | null {
    return this.integrations.find((integration) => integration.id === id) ?? null;
  }

  get(id: string): Integration {
    const integration = this.find(id);
    if (!integration) throw new Error(`The simulator has no integration ${id}`);
    return integration;
  }

  mutate(of: { integrationId: string; mutation: Mutation } & MutationOptions): MutationResult {
    const { world } = this.get(of.integrationId);
    const { model, index, changedModels } = applyMutation(world, of.mutation);
    if (of.silent !== true) this.debounce.add(of.integrationId, changedModels);
    return { model, id: world.id(model, index), remoteId: world.remoteId(model, index), changedModels };
  }

  /** One thing that happens, announced as one. */
  live(integrationId?: string, { silent = false }: MutationOptions = {}): LifeStep {
    const drawn = this.integrations[this.#random.below(this.integrations.length)];
    const integration = integrationId === undefined ? drawn : this.get(integrationId);
    if (!integration) return { integrationId: "", what: "nothing" };
    const plan = planLife({ integration, random: this.#random, now: this.#timers.now() });
    const changed = plan.mutations.flatMap((mutation) => applyMutation(integration.world, mutation).changedModels);
    if (!silent && changed.length > 0) this.debounce.add(integration.id, [...new Set(changed)]);
    return { integrationId: integration.id, what: plan.what };
  }

  create(spec: IntegrationSpec): Integration {
    const integration = this.#add(spec);
    this.tell("integration-created", integration);
    return integration;
  }

  delete(id: string): void {
    const integration = this.get(id);
    this.integrations.splice(this.integrations.indexOf(integration), 1);
    this.#deleted.set(id, integration);
    this.tell("integration-deleted", integration);
  }

  restore(id: string): void {
    const integration = this.#deleted.get(id);
    if (!integration) throw new Error(`The simulator has not deleted ${id}`);
    this.#deleted.delete(id);
    this.integrations.push(integration);
    this.tell("integration-created", integration);
  }

  setState(id: string, change: StateChange): void {
    const integration = this.get(id);
    integration.state = change.state ?? integration.state;
    integration.setupStatus = change.setupStatus ?? integration.setupStatus;
    integration.qaStatus = change.qaStatus ?? integration.qaStatus;
    this.tell("integration-state-changed", integration);
  }

  tell(type: string, integration: Integration): string {
    return this.outbox.send(type, webhookData(type, { integration, now: this.#timers.now() }));
  }

  /** Without data: an example that speaks of an integration of the category the type belongs to. */
  sendWebhook(type: string, data?: JsonObject): string {
    if (data) return this.outbox.send(type, data);
    const category: Category = type.startsWith("ai-apply") || type.includes("assessment") ? "ATS" : "HRIS";
    const integration = this.integrations.find((one) => one.category === category) ?? this.integrations[0];
    if (!integration) throw new Error("There is no integration that a webhook could speak of");
    return this.tell(type, integration);
  }

  #announce(id: string, models: readonly string[]): void {
    const integration = this.find(id);
    if (integration) this.outbox.send("data-changed", dataChanged(integration, models));
  }

  #add(spec: IntegrationSpec): Integration {
    const integration = createIntegration({
      spec,
      position: this.#created,
      seed: this.#seed,
      size: this.#size,
      epoch: this.#epoch,
      now: () => this.#timers.now(),
    });
    this.#created += 1;
    this.integrations.push(integration);
    return integration;
  }
}
