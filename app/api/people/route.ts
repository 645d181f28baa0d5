import { listPeople } from "@/lib/auth/people/data";
import { invitePerson } from "@/lib/auth/people/invite-person";
import { inviteRequestSchema } from "@/lib/auth/schema/people";
import { commandDeps, peopleDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/people", {
  async handle() {
    const { pool, clock } = commandDeps();
    const now = await clock.start();
    return { rows: await listPeople(pool, now()) };
  },
});

export const POST = door("POST /api/people", {
  body: inviteRequestSchema,
  handle: ({ body, actor }) => invitePerson(peopleDeps(), { actor, invitation: body }),
});
