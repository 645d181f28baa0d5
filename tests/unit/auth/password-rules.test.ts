import { describe, expect, it } from "vitest";

import { findPasswordProblem } from "@/lib/auth/password-rules";

const owner = { email: "maren.voss@example.com", name: "Maren Voss-Lindqvist" };

describe("a new password", () => {
  it.each([
    ["three words", "plum orbit kettle"],
    ["what a manager of passwords makes", "v7#kQz!m2pLx"],
    ["of twelve characters that are more bytes", "žluťoučký kůň"],
    ["of 128 characters", "plum orbit kettle ".repeat(8).slice(0, 128)],
    ["that only contains the name", "maren voss-lindqvist likes plums"],
  ])("%s may be used", (_, password) => {
    expect(findPasswordProblem(password, owner)).toBeNull();
  });

  it.each([
    ["too short", "short", /has 5 characters. Use at least 12/],
    ["short however many bytes", "🔑🔑🔑🔑🔑🔑", /has 6 characters/],
    ["too long", "plum orbit kettle ".repeat(8), /Use at most 128/],
    ["of the list", "qwerty123456", /tried first/],
    ["of the list in other letters", "QwErTy123456", /tried first/],
    ["of the list with digits around it", "Password2026!", /tried first/],
    ["one character again and again", "aaaaaaaaaaaaaaaa", /tried first/],
    ["digits only", "827364519283", /tried first/],
    ["the e-mail", "Maren.Voss@Example.com", /name or e-mail/],
    ["the name", "marenvosslindqvist", /name or e-mail/],
  ])("%s is refused with the field and the way out", (_, password, sentence) => {
    expect(findPasswordProblem(password, owner)).toMatch(sentence);
    expect(findPasswordProblem(password, owner)).toMatch(/^Password: .*\. Use /);
  });
});
