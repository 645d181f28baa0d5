import { type Auth, disabledCode } from "@/lib/auth/auth";
import { type Visitor, visitorHeaders } from "@/lib/auth/visitor";
import { AppError } from "@/lib/errors";

type Credentials = { readonly email: string; readonly password: string; readonly visitor: Visitor };

export type OpenedSession =
  | { readonly kind: "ok"; readonly cookies: readonly string[] }
  | { readonly kind: "wrong" }
  | { readonly kind: "disabled" };

/** The auth library compares the password, or hashes it for nobody, and makes the session and its cookie. */
export async function openSession(auth: Auth, { email, password, visitor }: Credentials): Promise<OpenedSession> {
  const response = await auth.api.signInEmail({
    body: { email, password },
    headers: visitorHeaders(visitor),
    asResponse: true,
  });
  if (response.ok) return { kind: "ok", cookies: response.headers.getSetCookie() };
  const answer: unknown = await response.json();
  if (response.status === 403 && isCode(answer, disabledCode)) return { kind: "disabled" };
  if (response.status === 400 || response.status === 401) return { kind: "wrong" };
  throw new AppError("database_unavailable", "The sign-in could not be checked. Try again in a moment.", {
    cause: answer,
  });
}

function isCode(answer: unknown, code: string): boolean {
  return typeof answer === "object" && answer !== null && "code" in answer && answer.code === code;
}
