"use client";

import { LinkOnceDialog } from "@/components/ui/link-once-dialog";
import { Time } from "@/components/ui/time";
import type { LinkAnswer } from "@/lib/auth/schema/people";

type LinkDialogProps = { readonly link: LinkAnswer; readonly onClose: () => void };

export function LinkDialog({ link, onClose }: LinkDialogProps) {
  return (
    <LinkOnceDialog
      url={link.url}
      title="Hand over this link"
      description={`Whoever opens it sets the password of ${link.email} and is signed in.`}
      note={
        <>
          It is shown only now, works once and ends <Time value={link.expiresAt} as="in" />. Send it where only that
          person reads.
        </>
      }
      onClose={onClose}
    />
  );
}
