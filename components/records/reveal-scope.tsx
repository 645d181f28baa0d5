"use client";

import dynamic from "next/dynamic";
import { createContext, use, useEffect, useState, type ReactNode } from "react";

import { usePerson } from "@/components/shell/person-context";
import { access, mayPass } from "@/lib/auth/access";
import type { RevealAnswer } from "@/lib/mirror/schema";
import type { RevealMutation } from "@/lib/queries/records";

const AskReason = dynamic(async () => (await import("./ask-reason")).AskReason);

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
