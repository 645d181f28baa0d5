"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { RadioRows } from "@/components/ui/radio-rows";
import { Segmented } from "@/components/ui/segmented";
import type { CreatedToken } from "@/lib/auth/schema/tokens";
import { maskings, type Masking, scopes, type Scope } from "@/lib/auth/scopes";
import { createTokenMutation } from "@/lib/queries/tokens";

import { maskingWords, scopeWords } from "./token-words";

const expiries = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "Never" },
] as const;
type Expiry = (typeof expiries)[number]["value"];
type Wish = { readonly name: string; readonly scope: Scope; readonly masking: Masking; readonly expiry: Expiry };

type CreateTokenDialogProps = { readonly onClose: () => void; readonly onCreated: (created: CreatedToken) => void };

export function CreateTokenDialog({ onClose, onCreated }: CreateTokenDialogProps) {
  const [wish, setWish] = useState<Wish>({ name: "", scope: "read", masking: "high", expiry: "365" });
  const nameRef = useRef<HTMLInputElement>(null);
  const create = useMutation(createTokenMutation);
  const name = wish.name.trim();

  function send(): void {
    const { scope, masking, expiry } = wish;
    const expiresInDays = expiry === "never" ? null : Number(expiry);
    create.mutate({ name, scope, masking, expiresInDays }, { onSuccess: onCreated });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={nameRef}
      title="Create a token for a program?"
      description="Whoever holds it may do and see what is chosen here, without signing in."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={name === "" || create.isPending} onClick={send}>
            Create token
          </Button>
        </>
      }
    >
      <Choices wish={wish} onChange={setWish} nameRef={nameRef} />
      <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
      <KeyValues>
        <KeyValue label="It may">{scopeWords[wish.scope].may}</KeyValue>
        <KeyValue label="It sees">{maskingWords[wish.masking].sees}</KeyValue>
        <KeyValue label="Shown">once, now; only its hash is kept</KeyValue>
      </KeyValues>
      {create.isError ? <ProblemNote>No token was created. {create.error.message}</ProblemNote> : null}
    </Dialog>
  );
}

type ChoicesProps = {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
  readonly nameRef: RefObject<HTMLInputElement | null>;
};

function Choices({ wish, onChange, nameRef }: ChoicesProps) {
  return (
    <div className="mt-4 flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <label htmlFor="token-name" className="font-medium">
          Name
        </label>
        <Input
          ref={nameRef}
          id="token-name"
          value={wish.name}
          maxLength={80}
          autoComplete="off"
          placeholder="payroll export"
          onChange={({ target }) => onChange({ ...wish, name: target.value })}
        />
      </div>
      <Choice title="What it may do">
        <RadioRows
          label="What it may do"
          value={wish.scope}
          options={scopes.map((value) => ({ value, label: scopeWords[value].label, note: scopeWords[value].note }))}
          onChange={(scope) => onChange({ ...wish, scope })}
        />
      </Choice>
      <Choice title="Which sensitive values it sees">
        <RadioRows
          label="Which sensitive values it sees"
          value={wish.masking}
          options={maskings.map((value) => ({
            value,
            label: maskingWords[value].label,
            note: maskingWords[value].note,
          }))}
          onChange={(masking) => onChange({ ...wish, masking })}
        />
      </Choice>
      <Choice title="Expires">
        <Segmented
          label="Expires"
          value={wish.expiry}
          options={expiries}
          onChange={(expiry) => onChange({ ...wish, expiry })}
        />
      </Choice>
    </div>
  );
}

function Choice({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-1.5 [&>[role=radiogroup]]:w-full">
      <p className="font-medium">{title}</p>
      {children}
    </div>
  );
}
