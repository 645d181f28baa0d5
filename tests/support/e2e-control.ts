import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

import type { Simulator } from "@/lib/simulator/simulator";

import type { OidcProvider } from "./oidc-provider";

export interface ControlOptions {
  readonly simulator: Simulator;
  readonly oidc: OidcProvider;
  readonly databaseUrl: string;
  readonly url: string;
  readonly token: string;
}

type ArgumentsOf<Method> = Method extends (...args: infer Args) => unknown ? Args : never;

/** What tests may do to the simulated Kombo from another process; every answer is JSON. */
export interface ControlActions {
  integrations: { args: []; answer: Simulator["integrations"] };
  step: { args: ArgumentsOf<Simulator["life"]["step"]>; answer: ReturnType<Simulator["life"]["step"]> };
  mutate: { args: ArgumentsOf<Simulator["mutate"]>; answer: ReturnType<Simulator["mutate"]> };
  announce: { args: ArgumentsOf<Simulator["announce"]>; answer: null };
  sendWebhook: { args: ArgumentsOf<Simulator["sendWebhook"]>; answer: string };
  flushWebhooks: { args: []; answer: null };
  configureWebhook: { args: ArgumentsOf<Simulator["configureWebhook"]>; answer: null };
  setFaults: { args: ArgumentsOf<Simulator["setFaults"]>; answer: null };
  expectedRecords: { args: ArgumentsOf<Simulator["expectedRecords"]>; answer: readonly unknown[] };
  databaseUrl: { args: []; answer: string };
  singleSignOnAs: { args: ArgumentsOf<OidcProvider["signInAs"]>; answer: null };
}

type Handlers = {
  [Name in keyof ControlActions]: (
    ...args: ControlActions[Name]["args"]
  ) => ControlActions[Name]["answer"] | Promise<ControlActions[Name]["answer"]>;
};

/** GET answers 200 as soon as it listens, which is when everything is mirrored; POST with the token does something. */
export async function startControlServer(options: ControlOptions): Promise<() => void> {
  const handlers = controlHandlers(options);
  const server = createServer((request, response) => {
    answer(request, response, { handlers, token: options.token }).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const { port, hostname } = new URL(options.url);
  await new Promise<void>((resolve) => server.listen(Number(port), hostname, resolve));
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

function controlHandlers({ simulator, oidc, databaseUrl }: ControlOptions): Handlers {
  return {
    integrations: () => simulator.integrations,
    step: (...args) => simulator.life.step(...args),
    mutate: (...args) => simulator.mutate(...args),
    announce: (...args) => (simulator.announce(...args), null),
    sendWebhook: (...args) => simulator.sendWebhook(...args),
    flushWebhooks: async () => (await simulator.flushWebhooks(), null),
    configureWebhook: (...args) => (simulator.configureWebhook(...args), null),
    setFaults: (...args) => (simulator.setFaults(...args), null),
    expectedRecords: (...args) => [...simulator.expectedRecords(...args)],
    databaseUrl: () => databaseUrl,
    singleSignOnAs: (...args) => (oidc.signInAs(...args), null),
  };
}

interface Control {
  readonly handlers: Handlers;
  readonly token: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, { handlers, token }: Control): Promise<void> {
  if (request.method !== "POST") return void response.writeHead(200).end("ready");
  if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
  const call = calledAction(handlers, (request.url ?? "").slice(1));
  if (call === undefined) return void response.writeHead(404).end();
  const result = await call(...fromOurTests(await text(request)));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result ?? null));
}

function calledAction(handlers: Handlers, name: string): ((...args: never[]) => unknown) | undefined {
  return new Map<string, (...args: never[]) => unknown>(Object.entries(handlers)).get(name);
}

/** The only caller is e2e-environment, which takes its argument types from ControlActions. */
function fromOurTests(body: string): never[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(body) as never[];
}
