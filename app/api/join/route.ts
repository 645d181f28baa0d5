import { acceptLink } from "@/lib/auth/people/accept-link";
import { joinRequestSchema } from "@/lib/auth/schema/account";
import { answerWithCookies } from "@/lib/server/answer-with-cookies";
import { peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { visitorOf } from "@/lib/server/visitor";

/** The token comes in the body: addresses end in logs. */
export const POST = door("POST /api/join", {
  body: joinRequestSchema,
  async handle({ request, body }) {
    const { cookies } = await acceptLink(peopleDeps(), { ...body, visitor: visitorOf(request.headers) });
    return answerWithCookies({ signedIn: true }, cookies);
  },
});
