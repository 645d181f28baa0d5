import { expect, type Page } from "@playwright/test";

import { createdTokenSchema } from "@/lib/auth/schema/tokens";
import type { Masking, Scope } from "@/lib/auth/scopes";

import { e2eEnvironment } from "./e2e-environment";
import { uniqueWord } from "./e2e-people";

/** As the page of the signed-in administrator would. */
export async function createToken(
  page: Page,
  { scope, masking = "high" }: { scope: Scope; masking?: Masking },
): Promise<{ token: string; id: string; name: string }> {
  const response = await page.request.post("/api/tokens", {
    data: { name: `program ${uniqueWord()}`, scope, masking, expiresInDays: 30 },
    headers: ownOrigin(),
  });
  expect(response.status(), await response.text()).toBe(200);
  const { token, row } = createdTokenSchema.parse(await response.json());
  return { token, id: row.id, name: row.name };
}

export function ownOrigin(): { origin: string } {
  return { origin: e2eEnvironment().appUrl };
}
