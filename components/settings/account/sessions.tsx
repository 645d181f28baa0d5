"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { ErrorState } from "@/components/feedback/error-state";
import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Section } from "@/components/ui/panel";
import { RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { SessionRow } from "@/lib/auth/schema/account";
import { formatCount } from "@/lib/format";
import { endAllSessionsMutation, endSessionMutation, sessionsQuery } from "@/lib/queries/account";

export function Sessions() {
  const sessions = useQuery(sessionsQuery);
  const rows = sessions.data?.rows;
  return (
    <Section title="Sessions" count={rows?.length} actions={rows ? <EndAll count={rows.length} /> : null}>
      {sessions.isError && !rows ? (
        <ErrorState
          subject="Your sessions"
          unaffected="You stay signed in."
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
        />
      ) : (
        <RowList rows={rows} rowKey={({ id }) => id} empty="No session is open.">
          {(session) => <SessionLine session={session} />}
        </RowList>
      )}
    </Section>
  );
}

function SessionLine({ session }: { readonly session: SessionRow }) {
  const end = useMutation(endSessionMutation(session.id));
  return (
    <>
      <span className="min-w-0 grow">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{session.device}</span>
          {session.isThisOne ? <Tag>This one</Tag> : null}
        </span>
        <span className="text-subtle block truncate text-xs">
          {session.ip ?? "Unknown address"} · since <Time value={session.createdAt} as="moment" />
          {session.isThisOne ? null : (
            <>
              {" · used "}
              <Time value={session.lastUsedAt} as="ago" />
            </>
          )}
        </span>
        {end.isError ? (
          <span role="alert" className="text-danger-fg block text-xs">
            {end.error.message}
          </span>
        ) : null}
      </span>
      {session.isThisOne ? null : (
        <Button
          size="sm"
          disabled={end.isPending}
          aria-label={`End the session of ${session.device}`}
          onClick={() => end.mutate(undefined, { onSuccess: () => toast(`${session.device} is signed out`) })}
        >
          End
        </Button>
      )}
    </>
  );
}

function EndAll({ count }: { readonly count: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const end = useMutation(endAllSessionsMutation);
  return (
    <>
      <Button size="sm" look="danger" onClick={() => setIsAsking(true)}>
        Sign out everywhere…
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        initialFocus={cancelRef}
        title="Sign out everywhere?"
        description="Here too. Your password stays as it is."
        footer={
          <>
            <Button ref={cancelRef} onClick={() => setIsAsking(false)}>
              Cancel
            </Button>
            <Button
              look="solid-danger"
              disabled={end.isPending}
              onClick={() => end.mutate(undefined, { onSuccess: () => window.location.assign("/sign-in") })}
            >
              End {formatCount(count, "session")}
            </Button>
          </>
        }
      >
        <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
        <KeyValues>
          <KeyValue label="Sessions">{formatCount(count, "session")} at once, this one too</KeyValue>
          <KeyValue label="Runs">those you started go on</KeyValue>
        </KeyValues>
        {end.isError ? <ProblemNote>Nothing was ended. {end.error.message}</ProblemNote> : null}
      </Dialog>
    </>
  );
}
