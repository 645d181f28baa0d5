import "server-only";

import { dictionary } from "@zxcvbn-ts/language-common";

export const passwordLength = { min: 12, max: 128 } as const;

type Owner = { readonly email: string; readonly name: string };

/** What is wrong with a new password, as a sentence with the way out; null when it may be used. */
export function findPasswordProblem(password: string, owner: Owner): string | null {
  // Counted as a person counts: an emoji is one character.
  const length = Array.from(password).length;
  if (length < passwordLength.min) return `Password: it has ${length} characters. Use at least ${passwordLength.min}.`;
  if (length > passwordLength.max) return `Password: it has ${length} characters. Use at most ${passwordLength.max}.`;
  if (isOwners(password, owner))
    return "Password: it is the name or e-mail of its owner. Use one that nobody could guess.";
  if (isCommon(password))
    return "Password: it is one of those that are tried first. Use three or four words that do not belong together.";
  return null;
}

const distinctMin = 5;

/** Of the list, or such a word with digits and signs put around it, or a few characters repeated. */
function isCommon(password: string): boolean {
  const lower = password.toLowerCase();
  if (new Set(lower).size < distinctMin) return true;
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return [lower, core].some((word) => word === "" || commonPasswords().has(word));
}

function isOwners(password: string, { email, name }: Owner): boolean {
  const given = lettersAndDigits(password);
  return [email, email.split("@")[0] ?? "", name].some((own) => own !== "" && lettersAndDigits(own) === given);
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

let common: ReadonlySet<string> | undefined;

/** Unpacked at first use: the list is half a megabyte. */
function commonPasswords(): ReadonlySet<string> {
  common ??= new Set(dictionary["passwords-common"]);
  return common;
}
