import { afterAll } from "vitest";

import { createManualClock } from "@/lib/simulator/manual-clock";
import type { SimulatorOptions } from "@/lib/simulator/simulator";

import { cloneTestDatabase, createTestDatabase, type TestDatabase } from "./database";
import { acme, type Mirror, startMirror } from "./mirror";

/** What decides, with the simulator's seed, everything that a first fetch brings. */
type ConnectedOptions = Pick<SimulatorOptions, "size" | "integrations" | "paging" | "updatedAfterMode" | "rateLimit">;

/** A database that was mirrored into once, and when its clock stood then. */
type Mould = { readonly database: TestDatabase; readonly at: Date };

const moulds = new Map<string, Promise<Mould>>();

afterAll(async () => {
  for (const mould of moulds.values()) await (await mould).database.drop();
  moulds.clear();
});

/**
 * One customer's HRIS unless told otherwise, mirrored in full a minute ago. The tests of a file mirror once and clone: the
 * simulator makes the same world of the same options, ids of events included.
 */
export async function startConnectedMirror(options: ConnectedOptions = {}): Promise<Mirror> {
  const world = { integrations: [acme], ...options };
  const key = JSON.stringify(world);
  const casting = moulds.get(key) ?? castMould(world);
  moulds.set(key, casting);
  const { database, at } = await casting;
  const mirror = await startMirror(world, createManualClock(at), () => cloneTestDatabase(database.url));
  mirror.announceIntegrations();
  await mirror.passOverWebhooks();
  mirror.clock.advance(60_000);
  return mirror;
}

async function castMould(world: ConnectedOptions): Promise<Mould> {
  const database = await createTestDatabase();
  const mirror = await startMirror(world, undefined, async () => ({ ...database, drop: async () => undefined }));
  await mirror.connect();
  const at = mirror.clock.now();
  await mirror.stop();
  return { database, at };
}
