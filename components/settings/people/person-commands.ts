import { Ban, CircleCheck, KeyRound, LockOpen, LogOut, Mail, MailX } from "lucide-react";
import type { ComponentProps } from "react";

import type { Button } from "@/components/ui/button";
import type { IconType } from "@/components/ui/icon";
import type { PersonRow } from "@/lib/auth/schema/people";
import { formatCount } from "@/lib/format";
import type { PersonCommandName } from "@/lib/queries/people";

type Look = ComponentProps<typeof Button>["look"];
type Consequence = { readonly label: string; readonly text: string };

type PersonCommand = {
  readonly icon: IconType;
  readonly label: string;
  readonly isOffered: (person: PersonRow, isOwn: boolean) => boolean;
  readonly title: (person: PersonRow) => string;
  readonly description: string;
  readonly consequences: (person: PersonRow) => readonly Consequence[];
  readonly button: string;
  readonly look: Look;
  /** Something is taken away: the focus starts on Cancel. */
  readonly takesAway: boolean;
  readonly refusal: string;
  readonly done: (person: PersonRow) => string;
};

const sessionsOf = ({ sessions }: PersonRow): Consequence => ({
  label: "Sessions",
  text:
    sessions === 0 ? "none are open" : `${formatCount(sessions, "session")} ${sessions === 1 ? "ends" : "end"} at once`,
});
const hasJoined = ({ state, link }: PersonRow) => state !== "invited" && link?.kind !== "invite";

/** What an administrator may do to a person, and what the dialog says before it is done. */
export const personCommands = {
  unlock: {
    icon: LockOpen,
    label: "Unlock…",
    isOffered: ({ state }) => state === "locked",
    title: ({ name }) => `Unlock ${name}?`,
    description: "Somebody gave a wrong password too often.",
    consequences: () => [
      { label: "Sign-in", text: "possible again at once, from any browser" },
      { label: "Addresses", text: "one that guessed stays locked" },
    ],
    button: "Unlock",
    look: "primary",
    takesAway: false,
    refusal: "The person was not unlocked.",
    done: ({ name }) => `${name} is unlocked`,
  },
  renew: {
    icon: Mail,
    label: "Renew invitation…",
    isOffered: ({ state }) => state === "invited",
    title: ({ name }) => `Renew the invitation of ${name}?`,
    description: "You get a new link to hand over.",
    consequences: () => [
      { label: "New link", text: "valid for 7 days, shown once" },
      { label: "Old link", text: "stops working" },
    ],
    button: "Renew invitation",
    look: "primary",
    takesAway: false,
    refusal: "The invitation was not renewed.",
    done: ({ name }) => `The invitation of ${name} is renewed`,
  },
  withdraw: {
    icon: MailX,
    label: "Withdraw invitation…",
    isOffered: ({ state }) => state === "invited",
    title: ({ name }) => `Withdraw the invitation of ${name}?`,
    description: "They leave the list; you may invite them again.",
    consequences: () => [{ label: "Link", text: "stops working at once" }],
    button: "Withdraw invitation",
    look: "solid-danger",
    takesAway: true,
    refusal: "The invitation was not withdrawn.",
    done: ({ name }) => `The invitation of ${name} is withdrawn`,
  },
  "reset-password": {
    icon: KeyRound,
    label: "Reset password…",
    isOffered: (person, isOwn) => !isOwn && person.state !== "disabled" && hasJoined(person),
    title: ({ name }) => `Reset the password of ${name}?`,
    description: "You get a link to hand over, with which they set a new one.",
    consequences: (person) => [
      { label: "Password", text: "the present one stops working at once" },
      sessionsOf(person),
      { label: "Link", text: "valid for 24 h, shown once" },
    ],
    button: "Reset password",
    look: "solid-danger",
    takesAway: true,
    refusal: "The password was not reset.",
    done: ({ name }) => `The password of ${name} is reset`,
  },
  "sign-out": {
    icon: LogOut,
    label: "Sign out everywhere…",
    isOffered: ({ sessions }) => sessions > 0,
    title: ({ name }) => `Sign out ${name} everywhere?`,
    description: "They may sign in again with the same password.",
    consequences: (person) => [sessionsOf(person)],
    button: "Sign out everywhere",
    look: "solid-danger",
    takesAway: true,
    refusal: "Nobody was signed out.",
    done: ({ name }) => `${name} is signed out everywhere`,
  },
  enable: {
    icon: CircleCheck,
    label: "Enable…",
    isOffered: ({ state }) => state === "disabled",
    title: ({ name }) => `Enable ${name} again?`,
    description: "Their role and password are as they were.",
    consequences: () => [
      { label: "Sign-in", text: "possible again at once" },
      { label: "Sessions", text: "none come back" },
    ],
    button: "Enable",
    look: "primary",
    takesAway: false,
    refusal: "The person was not enabled.",
    done: ({ name }) => `${name} may sign in again`,
  },
  disable: {
    icon: Ban,
    label: "Disable…",
    isOffered: ({ state }) => state !== "disabled",
    title: ({ name }) => `Disable ${name}?`,
    description: "They stay in the list and in the audit log, and cannot sign in until you enable them.",
    consequences: (person) => [
      sessionsOf(person),
      { label: "Sign-in", text: "refused, by password and by single sign-on" },
      { label: "Their work", text: "stays; runs they started go on" },
    ],
    button: "Disable",
    look: "solid-danger",
    takesAway: true,
    refusal: "The person was not disabled.",
    done: ({ name }) => `${name} is disabled`,
  },
} as const satisfies Record<PersonCommandName, PersonCommand>;

export const commandKeys = [
  "unlock",
  "renew",
  "withdraw",
  "reset-password",
  "sign-out",
  "enable",
  "disable",
] as const satisfies readonly PersonCommandName[];
