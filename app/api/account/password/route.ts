import { changePassword } from "@/lib/auth/account/change-password";
import { passwordRequestSchema } from "@/lib/auth/schema/account";
import { answerWithCookies } from "@/lib/server/answer-with-cookies";
import { peopleDeps } from "@/lib/server/composition";
import { door, requireSession } from "@/lib/server/doors";
import { visitorOf } from "@/lib/server/visitor";

export const POST = door("POST /api/account/password", {
  body: passwordRequestSchema,
  async handle({ request, body }) {
    const { id, user } = await requireSession();
    const visitor = visitorOf(request.headers);
    const wish = { ...body, personId: user.id, sessionId: id, visitor };
    const { cookies, ...answer } = await changePassword(peopleDeps(), wish);
    return answerWithCookies(answer, cookies);
  },
});
