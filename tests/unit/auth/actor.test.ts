import { expect, test } from "vitest";

import { assertOperator } from "@/lib/auth/actor";

const person = (role: string) => ({ kind: "person" as const, id: "1", name: "Olga", role });

test.each(["operator", "admin"])("an %s may give commands", (role) => {
  expect(() => assertOperator(person(role))).not.toThrow();
});

test.each([person("viewer"), person(""), { kind: "cron" as const }, { kind: "anyone" as const }])(
  "%o may not, and is told so",
  (actor) => {
    expect(() => assertOperator(actor)).toThrow(expect.objectContaining({ code: "forbidden" }));
  },
);
