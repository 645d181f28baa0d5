import type { Column } from "@/components/data-table/column";
import { Amount, Dash } from "@/components/ui/nothing";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { Truncated } from "@/components/ui/truncated";
import type { PersonRow } from "@/lib/auth/schema/people";

import { LinkNote } from "./link-note";
import { type AskedOfPerson, PersonMenu } from "./person-menu";
import { roleNames } from "./person-names";
import { PersonStateMark } from "./person-state";

type Context = {
  readonly ownEmail: string | undefined;
  readonly onAsk: (asked: AskedOfPerson) => void;
};

export function buildPeopleColumns({ ownEmail, onAsk }: Context): readonly Column<PersonRow>[] {
  return [
    {
      id: "person",
      head: "Person",
      card: "lead",
      className: "w-[38%] max-w-0",
      cell: (person) => (
        <>
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{person.name}</span>
            {person.email === ownEmail ? <Tag>You</Tag> : null}
          </span>
          <Truncated text={person.email} className="text-subtle text-xs" />
        </>
      ),
    },
    {
      id: "state",
      head: "State",
      card: "state",
      cell: (person) => (
        <>
          <PersonStateMark person={person} />
          {person.link ? (
            <span className="text-subtle block text-xs empty:hidden max-sm:hidden">
              <LinkNote link={person.link} />
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: "role",
      head: "Role",
      card: "start",
      className: "text-muted whitespace-nowrap",
      cell: (person) => (
        <>
          {roleNames[person.role]}
          <span className="text-subtle sm:hidden"> · {describeLast(person)}</span>
        </>
      ),
    },
    {
      id: "last",
      head: "Last sign-in",
      from: "lg",
      className: "text-muted",
      cell: (person) => (person.lastSignInAt ? <Time value={person.lastSignInAt} as="ago" /> : <Dash />),
    },
    {
      id: "sessions",
      head: "Sessions",
      align: "right",
      from: "lg",
      cell: (person) => <Amount value={person.sessions} />,
    },
    {
      id: "actions",
      head: <span className="sr-only">Actions</span>,
      align: "right",
      card: "end",
      className: "w-10",
      cell: (person) => <PersonMenu person={person} isOwn={person.email === ownEmail} onAsk={onAsk} />,
    },
  ];
}

function describeLast({ lastSignInAt }: PersonRow) {
  if (lastSignInAt === null) return "never signed in";
  return (
    <>
      signed in <Time value={lastSignInAt} as="ago" />
    </>
  );
}
