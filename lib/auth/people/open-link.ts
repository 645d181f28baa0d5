import type { LinkAnswer, LinkKind } from "@/lib/auth/schema/people";
import { addMilliseconds } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";

import { createLinkToken, hashLinkToken } from "./link-token";
import { replaceLink } from "./mutations";

const hour = 3_600_000;
const validMs = { invite: 7 * 24 * hour, reset: 24 * hour } as const satisfies Record<LinkKind, number>;

type Wish = {
  readonly person: { readonly id: string; readonly email: string };
  readonly kind: LinkKind;
  readonly appUrl: string;
  readonly at: Date;
};

/** A link that works once; any other of the person stops working. */
export async function openLink(tx: Sql, { person, kind, appUrl, at }: Wish): Promise<LinkAnswer> {
  const token = createLinkToken();
  const expiresAt = addMilliseconds(at, validMs[kind]);
  await replaceLink(tx, { personId: person.id, kind, tokenHash: hashLinkToken(token), at, expiresAt });
  return { url: `${appUrl}/join/${token}`, expiresAt: expiresAt.toISOString(), email: person.email };
}
