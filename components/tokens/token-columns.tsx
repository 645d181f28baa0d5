import { Ban, Check, ClockAlert } from "lucide-react";

import type { Column } from "@/components/data-table/column";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { Truncated } from "@/components/ui/truncated";
import type { TokenRow } from "@/lib/auth/schema/tokens";

import { RevokeToken } from "./revoke-token";
import { maskingWords, scopeWords } from "./token-words";

export const tokenColumns: readonly Column<TokenRow>[] = [
  {
    id: "name",
    head: "Name",
    card: "lead",
    className: "w-[26%] max-w-0",
    cell: (token) => (
      <>
        <Truncated text={token.name} className="font-medium" />
        <p className="mono text-subtle truncate">{token.hint}…</p>
      </>
    ),
  },
  { id: "state", head: "State", card: "state", cell: (token) => <TokenState token={token} /> },
  {
    id: "may",
    head: "May, and sees",
    card: "line",
    cell: ({ scope, masking }) => (
      <span className="text-muted whitespace-nowrap">
        {scopeWords[scope].label}, {maskingWords[masking].short}
      </span>
    ),
  },
  {
    id: "used",
    head: "Last used",
    card: "start",
    className: "text-muted",
    cell: ({ lastUsedAt, lastUsedAddress }) =>
      lastUsedAt === null ? (
        <span className="text-subtle">Never used</span>
      ) : (
        <>
          <Time value={lastUsedAt} as="ago" />
          {lastUsedAddress === null ? null : <p className="mono text-subtle">{lastUsedAddress}</p>}
        </>
      ),
  },
  {
    id: "created",
    head: "Created",
    from: "lg",
    className: "text-muted",
    cell: ({ createdAt, createdBy }) => (
      <>
        <Time value={createdAt} as="moment" />
        <p className="text-subtle text-xs">by {createdBy}</p>
      </>
    ),
  },
  {
    id: "revoke",
    head: <span className="sr-only">Revoke</span>,
    align: "right",
    card: "end",
    cell: (token) => (token.state === "revoked" ? null : <RevokeToken token={token} />),
  },
];

function TokenState({ token: { state, expiresAt, revokedAt } }: { readonly token: TokenRow }) {
  if (state === "revoked" && revokedAt !== null) {
    return (
      <Status icon={Ban} tone="idle">
        Revoked <Time value={revokedAt} as="ago" />
      </Status>
    );
  }
  if (state === "expired" && expiresAt !== null) {
    return (
      <Status icon={ClockAlert} tone="idle">
        Expired <Time value={expiresAt} as="ago" />
      </Status>
    );
  }
  return (
    <Status icon={Check} tone="success">
      {expiresAt === null ? (
        "No expiry"
      ) : (
        <span>
          Expires <Time value={expiresAt} as="in" />
        </span>
      )}
    </Status>
  );
}
