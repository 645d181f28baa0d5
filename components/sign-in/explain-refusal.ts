/** Why single sign-on sent somebody back, in words; null when it did not. */
export function explainRefusal(error: string | readonly string[] | undefined, name: string): string | null {
  if (error === undefined) return null;
  const explain = typeof error === "string" && Object.hasOwn(refusals, error) ? refusals[error] : undefined;
  return explain
    ? explain(name)
    : `Signing in with ${name} did not work. Try again; if it stays so, tell an administrator.`;
}

const refusals: Readonly<Record<string, (name: string) => string>> = {
  disabled: () => "This account is disabled. Ask an administrator to enable it.",
  email_not_verified: (name) =>
    `There is an account with your e-mail, and ${name} does not vouch that the e-mail is yours. Sign in with your password.`,
  no_email: (name) => `${name} did not tell your e-mail. Ask whoever runs it to share it with Kombo Mirror.`,
  provider_unavailable: (name) => `${name} did not answer. Try again in a moment, or sign in with your password.`,
  access_denied: (name) => `${name} was cancelled, or does not let you in here.`,
};
