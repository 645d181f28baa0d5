import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AuthFrame } from "@/components/sign-in/auth-frame";
import { explainRefusal } from "@/components/sign-in/explain-refusal";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { SingleSignOn } from "@/components/sign-in/single-sign-on";
import { env } from "@/lib/env";
import { toOwnPath, toRoute } from "@/lib/paths";
import { loadSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next: wanted, error, over } = await searchParams;
  const next = toOwnPath(wanted);
  if (await loadSession()) redirect(toRoute(next));
  const { oidc } = env();
  return (
    <AuthFrame
      title="Sign in"
      lead={
        over === undefined
          ? "To see that your customers’ data is mirrored."
          : "Your session is over. Sign in to go on where you were."
      }
      foot={
        oidc
          ? "To get access by e-mail and password, ask an administrator for an invitation."
          : "Sign-up is off. To get access, ask an administrator for an invitation."
      }
    >
      {oidc ? <SingleSignOn name={oidc.name} next={next} problem={explainRefusal(error, oidc.name)} /> : null}
      <SignInForm next={next} />
    </AuthFrame>
  );
}
