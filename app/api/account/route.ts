import { getAccount } from "@/lib/auth/account/get-account";
import { renamePerson } from "@/lib/auth/account/rename-person";
import { renameRequestSchema } from "@/lib/auth/schema/account";
import { composition, peopleDeps } from "@/lib/server/composition";
import { door, requireSession } from "@/lib/server/doors";

export const GET = door("GET /api/account", {
  async handle() {
    const { pool, oidc } = composition();
    const { user } = await requireSession();
    return getAccount(pool, { personId: user.id, oidcName: oidc?.settings.name ?? null });
  },
});

export const POST = door("POST /api/account", {
  body: renameRequestSchema,
  async handle({ body }) {
    const { user } = await requireSession();
    return renamePerson(peopleDeps(), { personId: user.id, name: body.name });
  },
});
