"use client";

import type { ReactNode } from "react";

import { Page } from "@/components/shell/page";
import { PageTitle } from "@/components/shell/page-title";
import { usePerson } from "@/components/shell/person-context";
import { TabLinks } from "@/components/ui/tab-links";
import { access, mayPass } from "@/lib/auth/access";

import { sections, type SectionPage } from "./sections";

type SettingsPageProps = {
  readonly current: SectionPage;
  readonly lead: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of one page of the settings: the sections whoever is signed in may open, and this one's content. */
export function SettingsPage({ current, lead, actions, children }: SettingsPageProps) {
  const role = usePerson()?.role ?? "viewer";
  const open = sections.filter(({ page }) => mayPass(role, access[page]));
  const title = sections.find(({ page }) => page === current)?.label ?? "";
  return (
    <Page crumbs={[{ label: "Settings", href: "/settings" }, { label: title }]}>
      <TabLinks
        label="Settings"
        tabs={open.map(({ page, label }) => ({ href: page, label, isCurrent: page === current }))}
      />
      <div className="mt-5">
        <PageTitle title={title} lead={lead} actions={actions} />
        {children}
      </div>
    </Page>
  );
}
