import { Time } from "@/components/ui/time";
import type { PersonRow } from "@/lib/auth/schema/people";

/** What a link that is out may still do. */
export function LinkNote({ link }: Pick<PersonRow, "link">) {
  if (!link) return null;
  const name = link.kind === "invite" ? "Link" : "New password";
  if (link.isOver) return link.kind === "invite" ? null : <>Link for a new password is over</>;
  return (
    <>
      {name} open until <Time value={link.expiresAt} as="deadline" />
    </>
  );
}
