"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ban, Check, Lock, ShieldX } from "lucide-react";

import type { Column } from "@/components/data-table/column";
import { PagedTable } from "@/components/data-table/paged-table";
import { EmptyState } from "@/components/feedback/empty-state";
import type { IconType } from "@/components/ui/icon";
import { Dash } from "@/components/ui/nothing";
import { Section } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import { Truncated } from "@/components/ui/truncated";
import type { SignInMethod, SignInOutcome, SignInRow } from "@/lib/auth/schema/account";
import { signInsQuery } from "@/lib/queries/account";

type Look = { readonly icon: IconType; readonly tone: Tone; readonly label: string };

const outcomes = {
  ok: { icon: Check, tone: "success", label: "Signed in" },
  wrong_password: { icon: ShieldX, tone: "danger", label: "Wrong password" },
  locked: { icon: Lock, tone: "warn", label: "Refused, locked" },
  disabled: { icon: Ban, tone: "idle", label: "Refused, disabled" },
  unknown: { icon: ShieldX, tone: "danger", label: "Wrong password" },
  refused: { icon: ShieldX, tone: "danger", label: "Refused, e-mail not verified" },
} as const satisfies Record<SignInOutcome, Look>;

const methods = { password: "Password", link: "Link", oidc: "Single sign-on" } as const satisfies Record<
  SignInMethod,
  string
>;

const columns: readonly Column<SignInRow>[] = [
  {
    id: "outcome",
    head: "Outcome",
    card: "lead",
    cell: ({ outcome }) => (
      <Status icon={outcomes[outcome].icon} tone={outcomes[outcome].tone}>
        {outcomes[outcome].label}
      </Status>
    ),
  },
  {
    id: "device",
    head: "Device",
    card: "start",
    className: "w-[34%] max-w-0",
    cell: ({ device }) => <Truncated text={device} className="text-muted" />,
  },
  {
    id: "address",
    head: "Address",
    card: "end",
    className: "text-muted",
    cell: ({ ip }) => ip ?? <Dash />,
  },
  { id: "method", head: "With", from: "lg", className: "text-muted", cell: ({ method }) => methods[method] },
  {
    id: "at",
    head: "When",
    card: "state",
    className: "text-muted",
    cell: ({ at }) => <Time value={at} as="moment" />,
  },
];

export function SignInHistory() {
  const list = useInfiniteQuery(signInsQuery);
  return (
    <Section title="Sign-in history" actions={<span className="text-subtle">Kept for 90 days</span>}>
      <PagedTable
        list={list}
        subject="Your sign-ins"
        unaffected="You stay signed in."
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title="No sign-in yet"
            text="Each attempt with your e-mail stands here, also those that failed."
          />
        }
      />
    </Section>
  );
}
