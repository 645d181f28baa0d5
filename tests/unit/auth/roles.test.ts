import { describe, expect, it } from "vitest";

import { access, mayPass } from "@/lib/auth/access";
import { readRole, roles } from "@/lib/auth/roles";

describe("roles", () => {
  it("a role nobody knows is the least", () => {
    expect(readRole("owner")).toBe("viewer");
    expect(readRole(null)).toBe("viewer");
  });

  it("who may more may all that the others may", () => {
    for (const [line, rule] of Object.entries(access)) {
      const allowed = roles.map((role) => Number(mayPass(role, rule)));
      expect(allowed, line).toEqual(allowed.toSorted((left, right) => left - right));
    }
  });

  it("a viewer changes nothing, and no session opens the cron's doors", () => {
    expect(mayPass("viewer", access["POST /api/full-fetch"])).toBe(false);
    expect(mayPass("operator", access["POST /api/full-fetch"])).toBe(true);
    expect(mayPass("admin", access["GET /api/cron/tick"])).toBe(false);
  });
});
