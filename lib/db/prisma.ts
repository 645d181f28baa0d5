import { PrismaPg } from "@prisma/adapter-pg";

import { PrismaClient } from "./generated/client";
import type { Pool } from "./pool";

export type Prisma = PrismaClient;

/** Prisma over our own pool, so that both share its five connections. */
export function createPrisma(pool: Pool): Prisma {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}
