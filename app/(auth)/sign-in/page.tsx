import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { Logo } from "@/components/shell/logo";
import { SignInForm } from "@/components/shell/sign-in-form";
import { toRoute } from "@/lib/paths";
import { loadSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = toOwnPath((await searchParams)["next"]);
  if (await loadSession()) redirect(toRoute(next));
  return (
    <main className="bg-canvas grid min-h-dvh justify-items-center px-4 pt-[min(20vh,180px)] pb-10">
      <div className="w-full max-w-86">
        <p className="flex items-center gap-2 text-lg font-semibold tracking-[-0.01em]">
          <Logo className="size-6" />
          Kombo Mirror
        </p>
        <h1 className="mt-7 text-xl font-semibold">Sign in</h1>
        <p className="text-muted">To see that your customers’ data is mirrored.</p>
        <SignInForm next={next} />
        <p className="text-subtle mt-6 text-xs/4.5">Sign-up is off. To get access, ask an administrator.</p>
      </div>
    </main>
  );
}

/** Only a path of this site: a link to the sign-in page must not send anyone elsewhere. */
function toOwnPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !URL.canParse(next, "http://here")) return "/";
  const url = new URL(next, "http://here");
  return url.origin === "http://here" && next.startsWith("/") ? url.pathname + url.search : "/";
}
