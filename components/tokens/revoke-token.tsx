"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Time } from "@/components/ui/time";
import type { TokenRow } from "@/lib/auth/schema/tokens";
import { revokeTokenMutation } from "@/lib/queries/tokens";

export function RevokeToken({ token }: { readonly token: TokenRow }) {
  const [isAsking, setIsAsking] = useState(false);
  const keepRef = useRef<HTMLButtonElement>(null);
  const revoke = useMutation(revokeTokenMutation(token.id));
  return (
    <>
      <Button size="sm" aria-label={`Revoke ${token.name}…`} onClick={() => setIsAsking(true)}>
        Revoke…
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        initialFocus={keepRef}
        title={`Revoke ${token.name}?`}
        description="Whatever uses this token stops working at once. This cannot be undone."
        footer={
          <>
            <Button ref={keepRef} onClick={() => setIsAsking(false)}>
              Keep it
            </Button>
            <Button
              look="solid-danger"
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(undefined, { onSuccess: () => setIsAsking(false) })}
            >
              Revoke token
            </Button>
          </>
        }
      >
        <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
        <KeyValues>
          <KeyValue label="Next request">is answered 401</KeyValue>
          <KeyValue label="Last used">
            {token.lastUsedAt === null ? "never" : <Time value={token.lastUsedAt} as="ago" />}
          </KeyValue>
          <KeyValue label="Stays">its name in the runs and the audit log</KeyValue>
        </KeyValues>
        {revoke.isError ? <ProblemNote>The token was not revoked. {revoke.error.message}</ProblemNote> : null}
      </Dialog>
    </>
  );
}
