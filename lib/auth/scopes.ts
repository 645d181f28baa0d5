/** In order: each may do what those before it may. `read` is the consumer API, `operate` the commands of operators too. */
export const scopes = ["read", "operate"] as const;
export type Scope = (typeof scopes)[number];

export function hasScope(scope: Scope, atLeast: Scope): boolean {
  return scopes.indexOf(scope) >= scopes.indexOf(atLeast);
}

/** Which values a token's holder does not see: those of these classes (lib/kombo/sensitivity). */
export const maskings = ["high_and_personal", "high", "none"] as const;
export type Masking = (typeof maskings)[number];
