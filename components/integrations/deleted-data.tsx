"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { useFirst } from "@/components/ui/use-first";
import { formatCount } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { keepDeletedMutation, purgeMutation } from "@/lib/queries/integrations";

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

type AskPurgeProps = {
  readonly komboIntegrationId: string;
  readonly records: number;
  readonly onClose: () => void;
};

function AskPurge({ komboIntegrationId, records: current, onClose }: AskPurgeProps) {
  // What is typed is compared with it, and what is purged must be what was agreed to.
  const records = useFirst(current);
  const [typed, setTyped] = useState("");
  const cancelRef = useRef<HTMLButtonElement>(null);
  const formId = useId();
  const purge = useMutation(purgeMutation(komboIntegrationId));

  function submit(event: FormEvent): void {
    event.preventDefault();
    purge.mutate({ records }, { onSuccess: onClose });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={cancelRef}
      title="Purge the data of this integration now?"
      description="It cannot be brought back from here. If the customer connects again, everything is fetched anew."
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            look="solid-danger"
            disabled={purge.isPending || Number(typed) !== records || typed === ""}
          >
            Purge {formatCount(records, "record")}
          </Button>
        </>
      }
    >
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      <KeyValues>
        <KeyValue label="Deleted">{formatCount(records, "record")} and their history</KeyValue>
        <KeyValue label="Emptied">the payloads of its webhooks</KeyValue>
        <KeyValue label="Kept">its runs and the times of its webhooks; records erased on request stay erased</KeyValue>
      </KeyValues>
      <form id={formId} onSubmit={submit} className="mt-4">
        <Field id={`${formId}-count`} label={`Type ${records} to confirm`}>
          <Input
            id={`${formId}-count`}
            autoComplete="off"
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      </form>
      {purge.isError ? <ProblemNote>{purge.error.message}</ProblemNote> : null}
    </Dialog>
  );
}
