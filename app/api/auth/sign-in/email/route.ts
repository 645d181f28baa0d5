import { signInRequestSchema } from "@/lib/auth/schema/account";
import { lockedOut } from "@/lib/auth/sign-in/locked-out";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { AppError } from "@/lib/errors";
import { answerWithCookies } from "@/lib/server/answer-with-cookies";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { visitorOf } from "@/lib/server/visitor";

export const POST = door("POST /api/auth/sign-in/email", {
  body: signInRequestSchema,
  async handle({ request, body }) {
    const answer = await signIn(peopleDeps(), { ...body, visitor: visitorOf(request.headers) });
    switch (answer.kind) {
      case "ok":
        return answerWithCookies({ signedIn: true }, answer.cookies);
      case "wrong":
        throw new AppError("unauthorized", "E-mail and password do not match an account.");
      case "disabled":
        throw new AppError("forbidden", "This account is disabled. Ask an administrator to enable it.");
      case "locked":
        throw lockedOut(answer.by, answer.retryAfterSeconds);
    }
  },
});
