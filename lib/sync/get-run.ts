import { z } from "zod";

import type { Prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors";

import type { CommandDeps } from "./deps";
import { getRunDrift } from "./get-run-drift";
import { findRetried } from "./retry-data";
import { planRetry } from "./retry-run";
import { findRunRow } from "./run-rows";
import { attemptSchema, type RunDetail } from "./schema";

const pagesShown = 200;

/** One run with its newest pages, its causes and what it kept aside. */
export async function getRun(deps: CommandDeps & { prisma: Prisma }, id: string): Promise<RunDetail> {
  const [row, run, drift, retried, retryPlan] = await Promise.all([
    findRunRow(deps.pool, id),
    findParts(deps.prisma, id),
    getRunDrift(deps.pool, id),
    findRetried(deps.pool, id),
    planRetry(deps, id),
  ]);
  if (!row || !run) throw new AppError("not_found", "There is no run with this id.");
  const state = await deps.prisma.endpointState.findUnique({
    where: { integrationId_endpoint: { integrationId: run.integrationId, endpoint: run.endpoint } },
    select: { watermark: true, leaseExpiresAt: true },
  });
  return {
    ...row,
    updatedAfter: toIso(run.updatedAfter),
    fetchStartedAt: toIso(run.fetchStartedAt),
    movesWatermark: run.movesWatermark,
    restarts: run.restarts,
    watermark: toIso(state?.watermark),
    leaseExpiresAt: toIso(state?.leaseExpiresAt),
    causes: run.causes.map(({ event }) => ({ ...event, firstReceivedAt: event.firstReceivedAt.toISOString() })),
    pageEntries: run.runPages.toReversed().map(({ requestedAt, attempts, ...page }) => ({
      ...page,
      requestedAt: requestedAt.toISOString(),
      attempts: readAttempts(attempts),
    })),
    invalidRecords: run.invalidRecords,
    wantedIds: run.wantedIds.map(({ komboId, outcome }) => ({ komboId, outcome: toOutcome(outcome) })),
    ...drift,
    ...retried,
    retryPlan,
    attempts: readAttempts(run.attempts),
    review: toReview(run),
  };
}

function readAttempts(stored: unknown): RunDetail["attempts"] {
  return z.array(attemptSchema).parse(stored ?? []);
}

function toOutcome(outcome: string | null): "present" | "absent" | null {
  return outcome === "present" || outcome === "absent" ? outcome : null;
}

function toReview(run: {
  reviewDecision: string | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
}): RunDetail["review"] {
  const { reviewDecision: decision, reviewedBy: by, reviewedAt: at } = run;
  if ((decision !== "apply" && decision !== "discard") || by === null || at === null) return null;
  return { decision, by, at: at.toISOString() };
}

function findParts(prisma: Prisma, id: string) {
  return prisma.syncRun.findUnique({
    where: { id },
    select: {
      integrationId: true,
      endpoint: true,
      updatedAfter: true,
      fetchStartedAt: true,
      movesWatermark: true,
      restarts: true,
      attempts: true,
      causes: {
        select: { event: { select: { id: true, komboEventId: true, type: true, firstReceivedAt: true } } },
        orderBy: { event: { firstReceivedAt: "desc" } },
        take: 100,
      },
      runPages: {
        select: {
          page: true,
          slice: true,
          requestedAt: true,
          requestMs: true,
          writeMs: true,
          waitedMs: true,
          attempts: true,
          retries: true,
          records: true,
          created: true,
          updated: true,
          unchanged: true,
          deleted: true,
          restored: true,
          stale: true,
          invalid: true,
        },
        orderBy: { page: "desc" },
        take: pagesShown,
      },
      invalidRecords: {
        select: { page: true, position: true, cause: true },
        orderBy: [{ page: "asc" }, { position: "asc" }],
        take: 100,
      },
      wantedIds: { select: { komboId: true, outcome: true }, orderBy: { komboId: "asc" }, take: 100 },
      reviewDecision: true,
      reviewedBy: true,
      reviewedAt: true,
    },
  });
}

function toIso(time: Date | null | undefined): string | null {
  return time?.toISOString() ?? null;
}
