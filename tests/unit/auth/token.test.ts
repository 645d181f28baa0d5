import { describe, expect, it } from "vitest";

import { access, mayPass, mayUse } from "@/lib/auth/access";
import { roles } from "@/lib/auth/roles";
import { maskings, scopes } from "@/lib/auth/scopes";
import { sightOf } from "@/lib/auth/sight";
import { drawToken, hashToken, hintOf, isToken } from "@/lib/auth/tokens/token";

describe("a token", () => {
  it("is 32 random bytes with a checksum that a scanner can verify, and never the same twice", () => {
    const drawn = Array.from({ length: 200 }, drawToken);
    expect(new Set(drawn).size).toBe(200);
    for (const token of drawn) {
      expect(token).toMatch(/^km_[A-Za-z0-9_-]{49}$/);
      expect(isToken(token)).toBe(true);
    }
  });

  it("with one letter changed, cut or lengthened is none, without asking the database", () => {
    const token = drawToken();
    for (const index of [3, 10, 45]) {
      const other = token[index] === "A" ? "B" : "A";
      expect(isToken(token.slice(0, index) + other + token.slice(index + 1))).toBe(false);
    }
    expect(isToken(token.slice(0, -1))).toBe(false);
    expect(isToken(`${token}A`)).toBe(false);
    expect(isToken("")).toBe(false);
  });

  it("is known by its SHA-256, and its hint gives away 6 of its 43 letters", () => {
    expect(hashToken("km_a")).toBe("848cb2dc8ae9358eedacf563b49aa0e928f236c7ac9b9160ba1896480edda274");
    expect(hashToken(drawToken())).toMatch(/^[0-9a-f]{64}$/);
    expect(hintOf("km_abcdefgh")).toBe("km_abcdef");
  });
});

describe("what a token may", () => {
  const lines = Object.entries(access);

  it("the consumer API takes tokens of any scope and no session", () => {
    const v1 = lines.filter(([line, rule]) => line.includes("/api/v1/") && rule.kind !== "open");
    for (const [line, rule] of v1) {
      expect(
        scopes.every((scope) => mayUse(scope, rule)),
        line,
      ).toBe(true);
      expect(
        roles.some((role) => mayPass(role, rule)),
        line,
      ).toBe(false);
    }
  });

  it("operate may exactly what operators command; read commands nothing; none opens a page, a list of the dashboard or what administrators do", () => {
    for (const [line, rule] of lines.filter(([name]) => !name.includes("/api/v1/"))) {
      if (rule.kind === "open") continue;
      expect(mayUse("read", rule), line).toBe(false);
      const isCommand = line.startsWith("POST") && rule.kind === "known" && rule.role === "operator";
      expect(mayUse("operate", rule), line).toBe(isCommand);
    }
  });

  it("sees what its masking says", () => {
    const sights = maskings.map((masking) => sightOf({ kind: "token", id: "1", name: "t", scope: "read", masking }));
    expect(sights).toEqual([
      { personal: false, high: false },
      { personal: true, high: false },
      { personal: true, high: true },
    ]);
  });
});
