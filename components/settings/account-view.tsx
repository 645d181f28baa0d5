"use client";

import { usePerson } from "@/components/shell/person-context";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";

import { SettingsPage } from "./settings-page";

export function AccountView() {
  const person = usePerson();
  return (
    <SettingsPage current="/settings/account" lead="Who you are here.">
      <Panel className="mt-4 max-w-160">
        <KeyValues className="px-4 py-2">
          <KeyValue label="Name">{person?.name}</KeyValue>
          <KeyValue label="E-mail">{person?.email}</KeyValue>
          <KeyValue label="Role">
            <span className="capitalize">{person?.role}</span>
          </KeyValue>
        </KeyValues>
      </Panel>
    </SettingsPage>
  );
}
