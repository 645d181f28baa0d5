import type { Metadata } from "next";
import { connection } from "next/server";

import { AuthFrame } from "@/components/sign-in/auth-frame";
import { JoinForm } from "@/components/sign-in/join-form";
import { ButtonLink } from "@/components/ui/button-link";
import { loadOpenLink } from "@/lib/server/open-link";

// The address is a key: it goes to no other site, and no search engine keeps it.
export const metadata: Metadata = { title: "Set your password", referrer: "no-referrer", robots: { index: false } };

type JoinPageProps = { readonly params: Promise<{ token: string }> };

export default async function JoinPage({ params }: JoinPageProps) {
  await connection();
  const { token } = await params;
  const link = await loadOpenLink(token);
  if (!link) {
    return (
      <AuthFrame
        title="This link does not work any more"
        lead="It was used, renewed or withdrawn, or its time is over. Ask an administrator for a new one."
      >
        <ButtonLink href="/sign-in" size="lg" className="mt-6">
          Go to sign-in
        </ButtonLink>
      </AuthFrame>
    );
  }
  const isInvitation = link.kind === "invite";
  return (
    <AuthFrame
      title={isInvitation ? `Welcome, ${link.name}` : "Set a new password"}
      lead={
        <>
          {isInvitation ? "Choose a password for " : "For "}
          <strong className="text-fg font-medium">{link.email}</strong>
        </>
      }
      foot="This link works once."
    >
      <JoinForm token={token} email={link.email} action={isInvitation ? "Join" : "Set password and sign in"} />
    </AuthFrame>
  );
}
