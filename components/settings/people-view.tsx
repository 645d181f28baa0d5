"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { DataTable } from "@/components/data-table/data-table";
import { ErrorState } from "@/components/feedback/error-state";
import { usePerson } from "@/components/shell/person-context";
import type { PersonRow, PersonState } from "@/lib/auth/schema/people";
import { formatCount } from "@/lib/format";
import { peopleQuery } from "@/lib/queries/people";

import { InvitePerson } from "./people/invite-person";
import { buildPeopleColumns } from "./people/people-columns";
import { PersonDialogs } from "./people/person-dialogs";
import type { AskedOfPerson } from "./people/person-menu";
import { SettingsPage } from "./settings-page";

export function PeopleView() {
  const ownEmail = usePerson()?.email;
  const people = useQuery(peopleQuery);
  const [asked, setAsked] = useState<AskedOfPerson | null>(null);
  const columns = useMemo(() => buildPeopleColumns({ ownEmail, onAsk: setAsked }), [ownEmail]);
  return (
    <SettingsPage
      current="/settings/people"
      lead={people.data ? summarise(people.data.rows) : "Who may sign in, and what they may do."}
      actions={<InvitePerson />}
    >
      <div className="mt-4">
        {people.isError && !people.data ? (
          <ErrorState
            subject="The people"
            unaffected="Everybody can still sign in; only this list is missing."
            error={people.error}
            onRetry={() => void people.refetch()}
          />
        ) : (
          <DataTable
            label="People"
            height="two"
            columns={columns}
            rows={people.data?.rows}
            rowKey={(person) => person.id}
          />
        )}
      </div>
      <PersonDialogs asked={asked} onClose={() => setAsked(null)} />
    </SettingsPage>
  );
}

/** `4 people may sign in. 1 invited, 1 disabled.` */
function summarise(rows: readonly PersonRow[]): string {
  const count = (...states: readonly PersonState[]) => rows.filter(({ state }) => states.includes(state)).length;
  const others = (["locked", "invited", "disabled"] as const).flatMap((state) =>
    count(state) === 0 ? [] : [`${count(state)} ${state}`],
  );
  const may = count("active", "locked");
  const sentence = `${formatCount(may, "person", "people")} may sign in.`;
  return others.length === 0 ? sentence : `${sentence} ${others.join(", ")}.`;
}
