"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import dynamic from "next/dynamic";
import { useEffect, useState, type ReactNode } from "react";

import { TipLayer } from "@/components/ui/tip-layer";
import { awaitFirstToast, toast } from "@/components/ui/toast";
import { createQueryClient } from "@/lib/queries/query-client";

const Toaster = dynamic(() => import("@/components/ui/toaster").then((loaded) => loaded.Toaster), { ssr: false });

type ProvidersProps = { readonly nonce: string; readonly children: ReactNode };

export function Providers({ nonce, children }: ProvidersProps) {
  // A refresh brings the nonce of another request, which this document's policy does not know.
  const [documentNonce] = useState(() => {
    // What keeps the page still behind a dialog or menu of radix-ui is a style element, and asks there for its nonce.
    if (typeof window !== "undefined") setNonce(nonce);
    return nonce;
  });
  const [queryClient] = useState(() => createQueryClient({ onSignedOut: goToSignIn }));
  const [hasToasts, setHasToasts] = useState(false);
  useEffect(() => awaitFirstToast(() => setHasToasts(true)), []);
  return (
    <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange nonce={documentNonce}>
      <QueryClientProvider client={queryClient}>
        {children}
        {hasToasts ? <Toaster /> : null}
        <TipLayer />
      </QueryClientProvider>
    </ThemeProvider>
  );
}

function goToSignIn(): void {
  const { pathname, search } = window.location;
  if (pathname === "/sign-in") return;
  // What stands in an open dialog may be half written: it is left to the person.
  if (document.querySelector("[role=dialog]")) {
    toast("Your session is over. Copy what you still need from this dialog; closing it leads to the sign-in.", {
      id: "session-over",
      duration: Number.POSITIVE_INFINITY,
    });
    return;
  }
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}&over=1`);
}
