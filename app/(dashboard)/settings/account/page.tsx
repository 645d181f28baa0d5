import type { Metadata } from "next";

import { AccountView } from "@/components/settings/account-view";
import { enterPage } from "@/components/shell/enter-page";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  await enterPage("/settings/account", "/settings/account");
  return <AccountView />;
}
