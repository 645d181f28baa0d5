import type { BrowserContext } from "@playwright/test";

import type { Role } from "@/lib/auth/roles";

import { createPerson, type SignedInPerson } from "./create-person";
import type { E2eEnvironment } from "./e2e-environment";

/** From now on the browser is somebody new of this role. */
export async function enterAs(
  role: Role,
  context: BrowserContext,
  { appUrl, kombo, secrets }: E2eEnvironment,
): Promise<SignedInPerson> {
  const databaseUrl = await kombo("databaseUrl");
  const person = await createPerson(role, { databaseUrl, authSecret: secrets.authSecret });
  await context.clearCookies();
  await context.addCookies([{ ...person.cookie, url: appUrl }]);
  return person;
}
