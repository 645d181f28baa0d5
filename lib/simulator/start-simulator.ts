import { once } from "node:events";
import type { Server } from "node:http";

import { Faults } from "./faults";
import { createHttpServer } from "./http-server";
import { KomboState } from "./kombo-state";
import { findListEndpoint } from "./list-endpoints";
import { everyRecord } from "./list-page";
import { RateLimiter } from "./rate-limiter";
import type { LoggedRequest, Paging, Simulator, SimulatorOptions } from "./simulator";
import { Timers } from "./timers";

const loggedRequests = 2_000;

/** A stand-in for Kombo, listening when this resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const timers = new Timers(options.clock ?? { now: () => new Date() });
  const apiKey = options.apiKey ?? "ks_dev_simulator";
  const state = new KomboState(options, timers);
  const faults = new Faults(options.faults ?? []);
  const requests: LoggedRequest[] = [];
  let mode = options.updatedAfterMode ?? "reference";
  let paging: Paging = { order: "position", pageSizeMax: Number.MAX_SAFE_INTEGER, ...options.paging };

  const server = createHttpServer({
    apiKey,
    state,
    timers,
    faults,
    limiter: new RateLimiter({ ...options.rateLimit, now: () => timers.now() }),
    mode: () => mode,
    paging: () => paging,
    queuedSyncs: new Map(),
    log: (request) => {
      if (requests.length >= loggedRequests) requests.shift();
      requests.push(request);
    },
  });
  const url = await listen(server, { port: options.port ?? 0, host: options.host ?? "127.0.0.1" });
  if (options.life) timers.every(options.life.intervalMs, () => state.live());

  return {
    url,
    apiKey,
    integrations: state.integrations,
    sentWebhooks: state.outbox.log,
    requests,
    life: { step: (integrationId, step) => state.live(integrationId, step) },
    mutate: (integrationId, mutation, how) => state.mutate({ integrationId, mutation, ...how }),
    expectedRecords: (integrationId, path) => expectedRecords(state, integrationId, path),
    flushWebhooks: async () => {
      state.debounce.flush();
      await state.outbox.flush();
    },
    sendWebhook: (type, data) => state.sendWebhook(type, data),
    announce: (integrationId, models) => state.debounce.add(integrationId, models),
    configureWebhook: (webhook) => state.outbox.configure(webhook),
    setFaults: (next) => faults.set(next),
    setUpdatedAfterMode: (next) => {
      mode = next;
    },
    setPaging: (next) => {
      paging = { ...paging, ...next };
    },
    createIntegration: (spec) => state.create(spec),
    deleteIntegration: (id) => state.delete(id),
    restoreIntegration: (id) => state.restore(id),
    setState: (id, change) => state.setState(id, change),
    stop: async () => {
      timers.stop();
      await state.outbox.stop();
      await close(server);
    },
  };
}

function expectedRecords(
  state: KomboState,
  integrationId: string,
  path: string,
): ReturnType<Simulator["expectedRecords"]> {
  const { world, unavailableModels } = state.get(integrationId);
  const endpoint = findListEndpoint(path);
  if (!endpoint) throw new Error(`The simulator has no endpoint ${path}`);
  return unavailableModels.has(endpoint.model) ? [].values() : everyRecord(world, endpoint);
}

async function listen(server: Server, { port, host }: { readonly port: number; readonly host: string }) {
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The simulator has no port");
  return `http://${host}:${address.port}/v1`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
