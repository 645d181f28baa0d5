import { Ban, ClockAlert, Lock, Mail } from "lucide-react";

import { Badge, Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { PersonRow } from "@/lib/auth/schema/people";

/** Well is quiet: an active person is a plain word. */
export function PersonStateMark({ person }: { readonly person: PersonRow }) {
  switch (person.state) {
    case "active":
      return <span className="text-muted">Active</span>;
    case "disabled":
      return (
        <Status icon={Ban} tone="idle">
          Disabled
        </Status>
      );
    case "locked":
      return (
        <Badge icon={Lock} tone="warn">
          <span>
            Locked
            {person.lockedUntil ? <Until at={person.lockedUntil} /> : null}
          </span>
        </Badge>
      );
    case "invited":
      return person.link && !person.link.isOver ? (
        <Status icon={Mail} tone="idle">
          Invited
        </Status>
      ) : (
        <Badge icon={ClockAlert} tone="warn">
          Invitation is over
        </Badge>
      );
  }
}

function Until({ at }: { readonly at: string }) {
  return (
    <>
      {" until "}
      <Time value={at} as="deadline" />
    </>
  );
}
