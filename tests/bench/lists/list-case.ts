import type { DoorName } from "@/lib/auth/access";
import { sightOf } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import type { Prisma } from "@/lib/db/prisma";
import type { HealthSettings } from "@/lib/health/status";
import { healthSettings } from "@/tests/support/health-settings";

import type { Examples } from "./examples";

/** What the functions behind the doors are given. */
export type Asked = {
  readonly pool: Pool;
  readonly prisma: Prisma;
  readonly at: Date;
  readonly examples: Examples;
};

/** One question a page or a program asks: answered by the function its door calls. */
export type ListCase = {
  readonly door: DoorName;
  readonly name: string;
  ask(asked: Asked): Promise<unknown>;
};

export const operator = sightOf({ kind: "person", id: "operator", name: "Operator", role: "operator" });
export const program = sightOf({ kind: "token", id: "t", name: "t", scope: "read", masking: "none" });

export const settings: HealthSettings = { ...healthSettings, keyId: "bench" };

/** How long an answer may take at the server. */
export function limitOf({ door }: ListCase): number {
  return door === "GET /api/overview" ? 150 : 100;
}
