import { CalendarClock, CircleUser, Eraser, FileCode, KeyRound, PlugZap, ScrollText, Users } from "lucide-react";

/** The pages of the settings, in order; each is shown to whoever may open it. */
export const sections = [
  { page: "/settings/account", label: "Your account", icon: CircleUser },
  { page: "/settings/connection", label: "Connection", icon: PlugZap },
  { page: "/settings/retention", label: "Retention", icon: CalendarClock },
  { page: "/settings/erasures", label: "Erasures", icon: Eraser },
  { page: "/settings/people", label: "People", icon: Users },
  { page: "/settings/tokens", label: "API tokens", icon: KeyRound },
  { page: "/settings/api", label: "API and SQL", icon: FileCode },
  { page: "/settings/audit", label: "Audit", icon: ScrollText },
] as const;

export type SectionPage = (typeof sections)[number]["page"];
