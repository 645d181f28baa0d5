"use client";

import { useMutation } from "@tanstack/react-query";
import { createContext, use, useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { usePerson } from "@/components/shell/person-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { access, mayPass } from "@/lib/auth/access";
import type { RevealAnswer } from "@/lib/mirror/schema";
import type { RevealMutation } from "@/lib/queries/records";

import { namePath } from "./field-names";

type Reveal = {
  readonly shown: ReadonlyMap<string, RevealAnswer>;
  readonly ask: (path: string) => void;
  readonly hide: (path: string) => void;
};

const RevealContext = createContext<Reveal | null>(null);

/** Null for whoever may not reveal anything. */
export function useReveal(): Reveal | null {
  return use(RevealContext);
}

const shownForMs = 30_000;

type RevealScopeProps = { readonly mutation: RevealMutation; readonly children: ReactNode };

/** Where masked values of one thing can be revealed, one by one: each hides again after 30 s, all on leaving. */
export function RevealScope({ mutation, children }: RevealScopeProps) {
  const role = usePerson()?.role ?? "viewer";
  if (!mayPass(role, access["POST /api/changes/[seq]/reveal"])) return children;
  return <OpenScope mutation={mutation}>{children}</OpenScope>;
}

function OpenScope({ mutation, children }: RevealScopeProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const [shown, setShown] = useState<ReadonlyMap<string, RevealAnswer>>(new Map());

  function hide(path: string): void {
    setShown((before) => new Map([...before].filter(([other]) => other !== path)));
  }

  function show(path: string, answer: RevealAnswer): void {
    setAsked(null);
    setShown((before) => new Map([...before, [path, answer]]));
    setTimeout(() => hide(path), shownForMs);
  }

  useEffect(() => {
    const hideAll = () => {
      if (document.hidden) setShown(new Map());
    };
    document.addEventListener("visibilitychange", hideAll);
    return () => document.removeEventListener("visibilitychange", hideAll);
  }, []);

  return (
    <RevealContext value={{ shown, ask: setAsked, hide }}>
      {children}
      {asked === null ? null : (
        <AskReason
          key={asked}
          path={asked}
          mutation={mutation}
          onAnswer={(answer) => show(asked, answer)}
          onClose={() => setAsked(null)}
        />
      )}
    </RevealContext>
  );
}

type AskReasonProps = {
  readonly path: string;
  readonly mutation: RevealMutation;
  readonly onAnswer: (answer: RevealAnswer) => void;
  readonly onClose: () => void;
};

function AskReason({ path, mutation, onAnswer, onClose }: AskReasonProps) {
  const [reason, setReason] = useState("");
  const inputRef = useRef<HTMLInputElement>(null);
  const formId = useId();
  const reveal = useMutation(mutation);

  function submit(event: FormEvent): void {
    event.preventDefault();
    reveal.mutate({ path, reason }, { onSuccess: onAnswer });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={inputRef}
      title={`Reveal ${namePath(path).toLowerCase()}?`}
      description="Showing this value is written to the audit log with your name. It hides again in 30 s."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={reveal.isPending}>
            Reveal for 30 s
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="mt-4">
        <Field id={`${formId}-reason`} label="Why it has to be seen">
          <Input
            id={`${formId}-reason`}
            autoComplete="off"
            ref={inputRef}
            value={reason}
            required
            minLength={5}
            maxLength={300}
            placeholder="Payroll ticket 4711"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
      {reveal.isError ? <ProblemNote>Nothing was revealed. {reveal.error.message}</ProblemNote> : null}
    </Dialog>
  );
}
