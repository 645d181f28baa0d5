"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { formatNumber } from "@/lib/format";
import { endpoints } from "@/lib/kombo/endpoints";
import type { RecordDetail } from "@/lib/mirror/schema";
import type { RecordAddress } from "@/lib/paths";
import { decideErasureMutation, erasurePreviewQuery } from "@/lib/queries/records";

import { nameOne } from "./field-names";

type DecideErasureProps = {
  readonly address: RecordAddress;
  readonly record: RecordDetail;
  readonly onClose: () => void;
};

/** Erases a record on request, or lifts that; what belongs to it goes and comes with it. */
export function DecideErasure({ address, record, onClose }: DecideErasureProps) {
  const isLift = record.erasure !== null;
  // Whose erasure it is: a record that belongs to somebody erased comes back with them.
  const owner = { ...address, ...record.erasure?.owner };
  const [reason, setReason] = useState("");
  const cancelRef = useRef<HTMLButtonElement>(null);
  const formId = useId();
  const decide = useMutation(decideErasureMutation(owner, isLift ? "lift" : "erase"));

  function submit(event: FormEvent): void {
    event.preventDefault();
    decide.mutate({ reason }, { onSuccess: onClose });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={cancelRef}
      title={isLift ? "Lift the erasure?" : "Erase this record?"}
      description={
        isLift
          ? "From now on answers of Kombo are stored again. What Kombo still has comes back."
          : "Its data leaves this database and does not come back, until an administrator lifts the erasure."
      }
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} look={isLift ? "primary" : "solid-danger"} disabled={decide.isPending}>
            {isLift ? "Lift the erasure" : <EraseWords address={address} />}
          </Button>
        </>
      }
    >
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      {isLift ? <LiftEffects /> : <EraseEffects address={address} />}
      <form id={formId} onSubmit={submit} className="mt-4">
        <Field
          id={`${formId}-reason`}
          label={isLift ? "Why, for the audit log" : "Why, for the audit log and the page of the record"}
        >
          <Input
            id={`${formId}-reason`}
            autoComplete="off"
            value={reason}
            required
            minLength={5}
            maxLength={300}
            placeholder="Request under article 17, ticket 4711"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
      {decide.isError ? <ProblemNote>Nothing was done. {decide.error.message}</ProblemNote> : null}
    </Dialog>
  );
}

/** With the number of all that goes, as soon as it is known. */
function EraseWords({ address }: { readonly address: RecordAddress }) {
  const { data: preview } = useQuery(erasurePreviewQuery(address));
  const belonging = preview?.belonging.reduce((sum, { records }) => sum + records, 0) ?? 0;
  return belonging === 0 ? "Erase the record" : `Erase ${formatNumber(belonging + 1)} records`;
}

function EraseEffects({ address }: { readonly address: RecordAddress }) {
  const { data: preview } = useQuery(erasurePreviewQuery(address));
  const belonging = preview?.belonging.map(
    ({ model, records }) => `${formatNumber(records)} ${nameModel(model, records)}`,
  );
  return (
    <KeyValues>
      <KeyValue label="This record">its data and its history are emptied; its ids stay</KeyValue>
      <KeyValue label="With it">
        {belonging === undefined ? "…" : belonging.length === 0 ? "nothing belongs to it" : belonging.join(", ")}
      </KeyValue>
      <KeyValue label="Elsewhere">copies in other records, their history and webhook payloads are emptied</KeyValue>
      <KeyValue label="Kombo">is not told; what it sends later is counted, and not stored</KeyValue>
    </KeyValues>
  );
}

function LiftEffects() {
  return (
    <KeyValues>
      <KeyValue label="Fetched">full fetches of the endpoints that hold it or what belongs to it</KeyValue>
      <KeyValue label="History">begins anew; what was erased of it stays erased</KeyValue>
    </KeyValues>
  );
}

/** `1 absence`, `3 absences`. */
function nameModel(model: string, records: number): string {
  const label = endpoints.find((endpoint) => endpoint.model === model)?.label ?? model;
  return (records === 1 ? nameOne(label) : label).toLowerCase();
}
