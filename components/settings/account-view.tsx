"use client";

import { useQuery } from "@tanstack/react-query";

import { sessionsQuery } from "@/lib/queries/account";

import { Password } from "./account/password";
import { Profile } from "./account/profile";
import { Sessions } from "./account/sessions";
import { SignInHistory } from "./account/sign-in-history";
import { SettingsPage } from "./settings-page";

export function AccountView() {
  const sessions = useQuery(sessionsQuery);
  return (
    <SettingsPage current="/settings/account" lead="Who you are here, and where you are signed in.">
      <div className="mt-5 grid max-w-240 gap-8">
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Profile />
          <Password />
        </div>
        <Sessions />
        {/* What stands above it has its height by then. */}
        {sessions.isPending ? null : <SignInHistory />}
      </div>
    </SettingsPage>
  );
}
