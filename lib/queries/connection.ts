import { mutationOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import { connectionSchema, testAlertAnswerSchema, testEventAnswerSchema } from "@/lib/health/schema/connection";
import { checkKeyAnswerSchema } from "@/lib/sync/schema/check-key";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

export const connectionQuery = queryOptions({
  queryKey: ["connection"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/connection", schema: connectionSchema, signal }),
  refetchInterval: every(refresh.calm),
});

/** A try of one connection; what it may have changed is asked for again. */
function toTry<Answer extends z.ZodType>(name: string, schema: Answer) {
  return mutationOptions({
    mutationKey: ["connection", name],
    mutationFn: () => fetchJson({ path: `/api/connection/${name}`, schema, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export const checkKeyMutation = toTry("check-key", checkKeyAnswerSchema);
export const testEventMutation = toTry("test-event", testEventAnswerSchema);
export const testAlertMutation = toTry("test-alert", testAlertAnswerSchema);
