import type { Auth } from "@/lib/auth/auth";
import { oidcAnswerSchema } from "@/lib/auth/schema/account";
import { AppError } from "@/lib/errors";

import { oidcProviderId } from "./provider";

/** Where to send the browser; what the return is held against is in the answer's cookie. */
export async function startOidc(
  auth: Auth,
  { appUrl, next }: { readonly appUrl: string; readonly next: string },
): Promise<Response> {
  const response = await auth.api.signInSocial({
    body: {
      provider: oidcProviderId,
      callbackURL: `${appUrl}${next}`,
      errorCallbackURL: `${appUrl}/sign-in`,
      disableRedirect: true,
    },
    asResponse: true,
  });
  const answer = oidcAnswerSchema.safeParse(await response.json());
  if (!answer.success)
    throw new AppError("provider_unavailable", "Single sign-on could not be started. Sign in with your password.", {
      cause: answer.error,
    });
  const started = Response.json(answer.data, { headers: { "cache-control": "no-store" } });
  for (const cookie of response.headers.getSetCookie()) started.headers.append("set-cookie", cookie);
  return started;
}
