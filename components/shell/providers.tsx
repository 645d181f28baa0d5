"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Tooltip } from "radix-ui";
import { useState, type ReactNode } from "react";
import { Toaster } from "sonner";
import { z } from "zod";

import { createQueryClient } from "@/lib/queries/query-client";

// Zod would try whether it may compile its checks with eval; the page's policy forbids it, and each try is a violation.
if (typeof window !== "undefined") z.config({ jitless: true });

type ProvidersProps = { readonly nonce: string; readonly children: ReactNode };

export function Providers({ nonce, children }: ProvidersProps) {
  // A refresh brings the nonce of another request, which this document's policy does not know.
  const [documentNonce] = useState(() => {
    // What keeps the page still behind a dialog or menu of radix-ui is a style element, and asks there for its nonce.
    if (typeof window !== "undefined") setNonce(nonce);
    return nonce;
  });
  const [queryClient] = useState(() => createQueryClient({ onSignedOut: goToSignIn }));
  return (
    <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange nonce={documentNonce}>
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <Tooltip.Provider delayDuration={250} skipDelayDuration={200}>
            {children}
            <Toaster
              position="bottom-right"
              duration={6_000}
              toastOptions={{
                unstyled: true,
                classNames: {
                  toast:
                    "flex w-85 max-w-full items-center gap-2.5 rounded-lg bg-raised px-4 py-3 text-sm text-fg shadow-md",
                  actionButton: "ml-auto rounded-md px-2 py-1 font-medium hover:bg-hover",
                },
              }}
            />
          </Tooltip.Provider>
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}

function goToSignIn(): void {
  const { pathname, search } = window.location;
  if (pathname === "/sign-in") return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
