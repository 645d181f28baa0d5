/** The pages of the settings, in order; each is shown to whoever may open it. */
export const sections = [
  { page: "/settings/account", label: "Your account" },
  { page: "/settings/tokens", label: "API tokens" },
] as const;

export type SectionPage = (typeof sections)[number]["page"];
