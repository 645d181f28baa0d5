/** The pages of the settings, in order; each is shown to whoever may open it. */
export const sections = [
  { page: "/settings/account", label: "Your account" },
  { page: "/settings/people", label: "People" },
  { page: "/settings/tokens", label: "API tokens" },
  { page: "/settings/api", label: "API and SQL" },
  { page: "/settings/audit", label: "Audit" },
] as const;

export type SectionPage = (typeof sections)[number]["page"];
