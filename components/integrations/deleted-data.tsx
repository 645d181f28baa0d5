"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { keepDeletedMutation } from "@/lib/queries/integrations";

const AskPurge = dynamic(async () => (await import("./ask-purge")).AskPurge);

type Deletion = NonNullable<IntegrationDetail["deletion"]>;
type DeletedDataProps = { readonly komboIntegrationId: string; readonly deletion: Deletion };

/** What becomes of the data of an integration that Kombo has deleted. */
export function DeletedData({ komboIntegrationId, deletion }: DeletedDataProps) {
  const [isAsking, setIsAsking] = useState(false);
  const keep = useMutation(keepDeletedMutation(komboIntegrationId));
  const isOpen = deletion.purgedAt === null && !deletion.isPurging;
  return (
    <Panel
      className="mt-4"
      title="Its data"
      actions={
        isOpen ? (
          <May door="POST /api/integrations/[id]/purge">
            {deletion.purgeAt === null ? null : (
              <Button size="sm" disabled={keep.isPending} onClick={() => keep.mutate()}>
                Keep the data
              </Button>
            )}
            <Button size="sm" look="danger" onClick={() => setIsAsking(true)}>
              Purge now…
            </Button>
          </May>
        ) : undefined
      }
    >
      <p className="text-muted px-4 py-3">{describe(deletion)}</p>
      {keep.isError ? (
        <ProblemNote className="mx-4 mt-0 mb-3">The date stands as it was. {keep.error.message}</ProblemNote>
      ) : null}
      {isAsking ? (
        <AskPurge
          komboIntegrationId={komboIntegrationId}
          records={deletion.records}
          onClose={() => setIsAsking(false)}
        />
      ) : null}
    </Panel>
  );
}

function describe({ purgeAt, isPurging, purgedAt, records }: Deletion): ReactNode {
  if (purgedAt !== null) {
    return (
      <>
        Purged <Time value={purgedAt} as="moment" />. Its runs and the times of its webhooks are kept, without data.
      </>
    );
  }
  const stored = formatCount(records, "record");
  if (isPurging) return `Being purged, ${stored} left.`;
  if (purgeAt === null) return `${stored}, kept because an administrator said so.`;
  return (
    <>
      {stored}, tombstones included. Purged by itself <Time value={purgeAt} as="moment" />, unless an administrator
      keeps them.
    </>
  );
}
