import type { ReactNode } from "react";

import { Logo } from "@/components/shell/logo";

type AuthFrameProps = {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children?: ReactNode;
  readonly foot?: ReactNode;
};

/** A page of somebody who is not signed in. */
export function AuthFrame({ title, lead, children, foot }: AuthFrameProps) {
  return (
    <main className="bg-canvas grid min-h-dvh content-start justify-items-center px-4 pt-[min(20vh,180px)] pb-10">
      <div className="w-full max-w-86">
        <p className="flex items-center gap-2 text-lg font-semibold tracking-[-0.01em]">
          <Logo className="size-6" />
          Kombo Mirror
        </p>
        <h1 className="mt-7 text-xl font-semibold text-balance">{title}</h1>
        <p className="text-muted text-pretty break-words">{lead}</p>
        {children}
        {foot ? <p className="text-subtle mt-6 text-xs/4.5">{foot}</p> : null}
      </div>
    </main>
  );
}
