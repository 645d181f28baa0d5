import type { z } from "zod";

import type { DoorName } from "@/lib/auth/access";
import { auditChoicesSchema, auditPageSchema } from "@/lib/auth/schema";
import {
  accountSchema,
  endedSchema,
  renameRequestSchema,
  sessionListSchema,
  signedInSchema,
  signInPageSchema,
} from "@/lib/auth/schema/account";
import { linkAnswerSchema, peopleSchema, personAnswerSchema } from "@/lib/auth/schema/people";
import { createdTokenSchema, tokenListSchema, tokenRowSchema } from "@/lib/auth/schema/tokens";
import { integrationDetailSchema, integrationListSchema, overviewSchema, statusSchema } from "@/lib/health/schema";
import { activitySchema } from "@/lib/health/schema/activity";
import { connectionSchema, testAlertAnswerSchema, testEventAnswerSchema } from "@/lib/health/schema/connection";
import { cutoverSchema } from "@/lib/health/schema/cutover";
import { driftSchema } from "@/lib/health/schema/drift";
import { timelinePageSchema } from "@/lib/health/schema/timeline";
import {
  recordChangePageSchema,
  recordCountsSchema,
  recordDetailSchema,
  recordPageSchema,
  revealAnswerSchema,
} from "@/lib/mirror/schema";
import { recordComparisonSchema } from "@/lib/mirror/schema/comparison";
import { erasurePageSchema } from "@/lib/mirror/schema/erasures";
import { relatedCountsSchema } from "@/lib/mirror/schema/related";
import {
  fullFetchAnswerSchema,
  fullFetchOfAllAnswerSchema,
  runDetailSchema,
  runPageSchema,
  runRowSchema,
} from "@/lib/sync/schema";
import { checkKeyAnswerSchema } from "@/lib/sync/schema/check-key";
import {
  askSyncAnswerSchema,
  endpointChoiceAnswerSchema,
  pauseAnswerSchema,
  reconnectAnswerSchema,
  refetchAnswerSchema,
  rewindAnswerSchema,
  settingsAnswerSchema,
} from "@/lib/sync/schema/controls";
import { erasureAnswerSchema, erasurePreviewSchema, purgeAnswerSchema } from "@/lib/sync/schema/erasure";
import { retentionEffectSchema, retentionSchema } from "@/lib/sync/schema/retention";
import { retryAnswerSchema } from "@/lib/sync/schema/retry";
import { reviewAppliedSchema, reviewSchema } from "@/lib/sync/schema/review";
import {
  eventReplayPreviewSchema,
  rejectedDeliveriesSchema,
  replayAnswerSchema,
  replayPreviewSchema,
  webhookDetailSchema,
  webhookPageSchema,
  webhookTypesSchema,
} from "@/lib/webhooks/schema";

const record = "/api/records/[integration]/[model]/[id]";

/** What pages rely on and do not check: the form of each door's answer. */
const answerSchemas: Readonly<Partial<Record<DoorName, z.ZodType>>> = {
  "GET /api/account": accountSchema,
  "POST /api/account": renameRequestSchema,
  "POST /api/account/password": endedSchema,
  "GET /api/account/sessions": sessionListSchema,
  "POST /api/account/sessions/[id]/end": endedSchema,
  "POST /api/account/sessions/end-all": endedSchema,
  "GET /api/account/sign-ins": signInPageSchema,
  "GET /api/activity": activitySchema,
  "GET /api/audit": auditPageSchema,
  "GET /api/audit/choices": auditChoicesSchema,
  "GET /api/connection": connectionSchema,
  "POST /api/connection/check-key": checkKeyAnswerSchema,
  "POST /api/connection/test-alert": testAlertAnswerSchema,
  "POST /api/connection/test-event": testEventAnswerSchema,
  "GET /api/drift": driftSchema,
  "GET /api/erasures": erasurePageSchema,
  "POST /api/full-fetch": fullFetchOfAllAnswerSchema,
  "GET /api/integrations": integrationListSchema,
  "GET /api/integrations/[id]": integrationDetailSchema,
  "POST /api/integrations/[id]/ask-sync": askSyncAnswerSchema,
  "GET /api/integrations/[id]/cutover": cutoverSchema,
  "POST /api/integrations/[id]/endpoints": endpointChoiceAnswerSchema,
  "POST /api/integrations/[id]/full-fetch": fullFetchAnswerSchema,
  "POST /api/integrations/[id]/keep": purgeAnswerSchema,
  "POST /api/integrations/[id]/pause": pauseAnswerSchema,
  "POST /api/integrations/[id]/purge": purgeAnswerSchema,
  "POST /api/integrations/[id]/reconnection-link": reconnectAnswerSchema,
  "POST /api/integrations/[id]/resume": pauseAnswerSchema,
  "GET /api/integrations/[id]/rewind": rewindAnswerSchema,
  "POST /api/integrations/[id]/rewind": rewindAnswerSchema,
  "POST /api/integrations/[id]/settings": settingsAnswerSchema,
  "GET /api/integrations/[id]/timeline": timelinePageSchema,
  "POST /api/join": signedInSchema,
  "GET /api/overview": overviewSchema,
  "GET /api/people": peopleSchema,
  "POST /api/people": linkAnswerSchema,
  "POST /api/people/[id]/disable": personAnswerSchema,
  "POST /api/people/[id]/enable": personAnswerSchema,
  "POST /api/people/[id]/renew": linkAnswerSchema,
  "POST /api/people/[id]/reset-password": linkAnswerSchema,
  "POST /api/people/[id]/role": personAnswerSchema,
  "POST /api/people/[id]/sign-out": personAnswerSchema,
  "POST /api/people/[id]/unlock": personAnswerSchema,
  "POST /api/people/[id]/withdraw": personAnswerSchema,
  "GET /api/records": recordPageSchema,
  "GET /api/records/counts": recordCountsSchema,
  [`GET ${record}`]: recordDetailSchema,
  [`GET ${record}/compare`]: recordComparisonSchema,
  [`GET ${record}/erasure`]: erasurePreviewSchema,
  [`POST ${record}/erasure`]: erasureAnswerSchema,
  [`POST ${record}/erasure/lift`]: erasureAnswerSchema,
  [`GET ${record}/history`]: recordChangePageSchema,
  [`POST ${record}/refetch`]: refetchAnswerSchema,
  [`GET ${record}/related`]: relatedCountsSchema,
  [`POST ${record}/reveal`]: revealAnswerSchema,
  "POST /api/changes/[seq]/reveal": revealAnswerSchema,
  "GET /api/retention": retentionSchema,
  "GET /api/retention/[kind]": retentionEffectSchema,
  "POST /api/retention/[kind]": retentionEffectSchema,
  "GET /api/runs": runPageSchema,
  "GET /api/runs/[id]": runDetailSchema,
  "POST /api/runs/[id]/cancel": runRowSchema,
  "GET /api/runs/[id]/changes": recordChangePageSchema,
  "POST /api/runs/[id]/retry": retryAnswerSchema,
  "GET /api/runs/[id]/review": reviewSchema,
  "POST /api/runs/[id]/review/apply": reviewAppliedSchema,
  "POST /api/runs/[id]/review/discard": runRowSchema,
  "GET /api/status": statusSchema,
  "GET /api/tokens": tokenListSchema,
  "POST /api/tokens": createdTokenSchema,
  "POST /api/tokens/[id]/revoke": tokenRowSchema,
  "GET /api/webhooks": webhookPageSchema,
  "GET /api/webhooks/[id]": webhookDetailSchema,
  "GET /api/webhooks/[id]/replay": eventReplayPreviewSchema,
  "POST /api/webhooks/[id]/replay": replayAnswerSchema,
  "GET /api/webhooks/rejected": rejectedDeliveriesSchema,
  "GET /api/webhooks/replay": replayPreviewSchema,
  "POST /api/webhooks/replay": replayAnswerSchema,
  "GET /api/webhooks/types": webhookTypesSchema,
};

/** A part in brackets stands for any; the door that names most parts is the one that opens. */
const doors = Object.entries(answerSchemas)
  .map(([name, schema]) => ({ schema, pattern: new RegExp(`^${name.replaceAll(/\[\w+\]/g, "[^/]+")}$`), name }))
  .toSorted((one, other) => countOpenParts(one.name) - countOpenParts(other.name));

function countOpenParts(name: string): number {
  return name.split("[").length;
}

/** What is wrong with an answer to a page; null when it has the form that the page relies on. */
export function findFault(request: string, answer: unknown): string | null {
  const door = doors.find(({ pattern }) => pattern.test(request));
  if (!door) return `${request}: no schema in tests/support/answer-schemas.ts`;
  const { error } = door.schema.safeParse(answer);
  return error ? `${request}: ${error.message}` : null;
}
