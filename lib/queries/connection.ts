import { mutationOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import type { connectionSchema, testAlertAnswerSchema, testEventAnswerSchema } from "@/lib/health/schema/connection";
import type { checkKeyAnswerSchema } from "@/lib/sync/schema/check-key";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

export const connectionQuery = queryOptions({
  queryKey: ["connection"],
  queryFn: ({ signal }) => fetchJson<typeof connectionSchema>({ path: "/api/connection", signal }),
  refetchInterval: every(refresh.calm),
});

/** A try of one connection; what it may have changed is asked for again. */
function toTry<Answer extends z.ZodType>(name: string) {
  return mutationOptions({
    mutationKey: ["connection", name],
    mutationFn: () => fetchJson<Answer>({ path: `/api/connection/${name}`, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export const checkKeyMutation = toTry<typeof checkKeyAnswerSchema>("check-key");
export const testEventMutation = toTry<typeof testEventAnswerSchema>("test-event");
export const testAlertMutation = toTry<typeof testAlertAnswerSchema>("test-alert");
