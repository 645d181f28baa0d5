"use client";

import "./globals.css";

type GlobalErrorProps = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** The last resort: even the frame of the pages broke, so nothing of it may be used here. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main className="px-6 py-16">
          <h1 className="text-xl font-semibold">This page could not be shown</h1>
          <p className="text-muted mt-1">Fetching goes on; only the pages are missing.</p>
          <p className="mt-3 flex items-center gap-3">
            <button
              type="button"
              onClick={reset}
              className="border-border-strong h-8 rounded-md border px-3 font-medium"
            >
              Try again
            </button>
            {error.digest ? <span className="mono text-subtle">{error.digest}</span> : null}
          </p>
        </main>
      </body>
    </html>
  );
}
